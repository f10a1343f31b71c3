import type { ReactNode } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';

/**
 * A name and its value.
 *
 * @public
 */
export interface Fact {
  readonly name: string;
  /** A value that is not known is drawn by `<Unknown>`, never left out. */
  readonly value: ReactNode;
  /** Takes the whole width. */
  readonly wide?: boolean;
}

const useStyles = makeStyles(
  theme => ({
    list: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(180px, 1fr))',
      gap: theme.spacing(2),
      margin: 0,
    },
    wide: { gridColumn: '1 / -1' },
    value: { margin: 0, overflowWrap: 'anywhere' },
  }),
  { name: 'LlmFacts' },
);

/**
 * Names and values in as many columns as there is room for.
 *
 * @public
 */
export function Facts(props: { facts: readonly Fact[] }) {
  const classes = useStyles();
  return (
    <dl className={classes.list}>
      {props.facts.map(({ name, value, wide }) => (
        <div key={name} className={wide ? classes.wide : undefined}>
          <Typography variant="caption" component="dt" color="textSecondary">
            {name}
          </Typography>
          <Typography variant="body2" component="dd" className={classes.value}>
            {value}
          </Typography>
        </div>
      ))}
    </dl>
  );
}
