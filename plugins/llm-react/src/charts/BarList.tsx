import type { ReactNode } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Unknown } from '../facts';
import { useTexts } from '../useTexts';

/**
 * A row of a list of bars.
 *
 * @public
 */
export interface BarListItem {
  readonly key: string;
  readonly name: ReactNode;
  /** How long the bar is; absent where it is not known. */
  readonly value: number | undefined;
  /** The value in words, with its unit. */
  readonly text: string;
  /** What else is to be said of it. */
  readonly more?: ReactNode;
}

const useStyles = makeStyles(
  theme => ({
    root: { listStyle: 'none', margin: 0, padding: 0 },
    item: { padding: theme.spacing(0.5, 0) },
    line: {
      display: 'flex',
      justifyContent: 'space-between',
      gap: theme.spacing(2),
    },
    name: { minWidth: 0, overflowWrap: 'anywhere' },
    value: { textAlign: 'right', flexShrink: 0 },
    track: {
      height: 6,
      borderRadius: 3,
      background: theme.palette.action.selected,
    },
    bar: {
      height: '100%',
      borderRadius: 3,
      background: theme.palette.primary.main,
    },
  }),
  { name: 'LlmBarList' },
);

/**
 * Values side by side, longest bar for the largest. The figures stand in
 * words; the bars say nothing more.
 *
 * @public
 */
export function BarList(props: {
  /** Names the list for assistive technology. */
  label: string;
  items: readonly BarListItem[];
  /** What a full bar stands for; the largest value unless it is given. */
  full?: number;
}) {
  const { label, items } = props;
  const t = useTexts();
  const classes = useStyles();
  const full =
    props.full ?? Math.max(0, ...items.map(({ value }) => value ?? 0));
  return (
    <ul className={classes.root} aria-label={label}>
      {items.map(({ key, name, value, text, more }) => (
        <li key={key} className={classes.item}>
          <div className={classes.line}>
            <Typography
              variant="body2"
              component="span"
              className={classes.name}
            >
              {name}
            </Typography>
            <Typography
              variant="body2"
              component="span"
              className={classes.value}
            >
              {value === undefined ? (
                <Unknown>{text || t('charts.unknown')}</Unknown>
              ) : (
                text
              )}
              {more}
            </Typography>
          </div>
          <div className={classes.track} aria-hidden>
            {value !== undefined && full > 0 && (
              <div
                className={classes.bar}
                style={{ width: `${Math.min(100, (value / full) * 100)}%` }}
              />
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
