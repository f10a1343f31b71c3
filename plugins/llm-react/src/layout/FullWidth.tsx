import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  theme => ({ root: { margin: theme.spacing(0, -2) } }),
  { name: 'LlmFullWidth' },
);

/**
 * Takes the whole width of a card, over its margins: for a table among other
 * things, whose first column then lines up with the text.
 *
 * @public
 */
export function FullWidth(props: { children: ReactNode }) {
  const classes = useStyles();
  return <div className={classes.root}>{props.children}</div>;
}
