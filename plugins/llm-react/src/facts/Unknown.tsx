import Typography from '@material-ui/core/Typography';

/**
 * Stands where a value is not known, and says why. It looks like none of the
 * values, so that nobody reads it as zero.
 *
 * @public
 */
export function Unknown(props: {
  /** What is the matter in a word or two: `not stated`. */
  children: string;
}) {
  return (
    <Typography component="em" variant="inherit" color="textSecondary">
      {props.children}
    </Typography>
  );
}
