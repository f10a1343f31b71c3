import type { ReactNode } from 'react';
import Typography from '@material-ui/core/Typography';

/**
 * What stands small under the first line of a cell.
 *
 * @public
 */
export function SecondLine(props: { children: ReactNode }) {
  return (
    <Typography variant="caption" color="textSecondary" component="div">
      {props.children}
    </Typography>
  );
}
