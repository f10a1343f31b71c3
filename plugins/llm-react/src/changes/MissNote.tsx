import Box from '@material-ui/core/Box';
import Alert from '@material-ui/lab/Alert';
import { useTexts } from '../useTexts';
import type { Miss } from './decisionTypes';

/** Says why a decision came to nothing, above what was read since. */
export function MissNote(props: {
  miss: Miss;
  /** The version that is shown now. */
  head: string;
}) {
  const { miss, head } = props;
  const t = useTexts();
  const hasMoved = miss.head !== head;
  return (
    <Box mb={2}>
      <Alert severity="warning" role="alert">
        {hasMoved
          ? t('changes.moved.newer')
          : t('changes.moved.same', { reason: miss.reason })}
      </Alert>
    </Box>
  );
}
