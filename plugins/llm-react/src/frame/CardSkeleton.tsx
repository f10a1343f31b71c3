import Skeleton from '@material-ui/lab/Skeleton';
import Typography from '@material-ui/core/Typography';
import { VisuallyHidden } from '../links/VisuallyHidden';

// Uneven widths read as text rather than as a broken table.
const widths = ['72%', '88%', '60%', '80%', '66%'];

/** Room for the body that is on its way, about as high as the body will be. */
export function CardSkeleton(props: { label: string; rows?: number }) {
  const { label, rows = 4 } = props;
  return (
    <div>
      <VisuallyHidden>{label}</VisuallyHidden>
      <div aria-hidden>
        {Array.from({ length: rows }, (_, row) => (
          <Typography key={row} variant="body1">
            <Skeleton animation="wave" width={widths[row % widths.length]} />
          </Typography>
        ))}
      </div>
    </div>
  );
}
