import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Look } from './palette';
import { fillOf, Stripes } from './Stripes';

/** What a mark of a chart stands for. */
export interface LegendItem {
  readonly key: string;
  readonly label: string;
  /** Filled, or a line with the dashes of its look. */
  readonly mark: 'fill' | 'line';
  readonly look: Look;
}

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2),
      listStyle: 'none',
      margin: theme.spacing(1, 0, 0),
      padding: 0,
    },
    item: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(0.75),
      overflowWrap: 'anywhere',
    },
    mark: { flexShrink: 0 },
  }),
  { name: 'LlmChartLegend' },
);

/** Names the marks of a chart. */
export function Legend(props: {
  id: string;
  items: readonly LegendItem[];
  ground: string;
}) {
  const { id, items, ground } = props;
  const classes = useStyles();
  return (
    <ul className={classes.root}>
      {items.map(({ key, label, mark, look }, index) => (
        <li key={key} className={classes.item}>
          <svg
            className={classes.mark}
            width={20}
            height={12}
            aria-hidden
            focusable="false"
          >
            {mark === 'fill' ? (
              <>
                <Stripes
                  id={`${id}-legend-${index}`}
                  looks={[look]}
                  ground={ground}
                />
                <rect
                  width={20}
                  height={12}
                  rx={2}
                  fill={fillOf(`${id}-legend-${index}`, look, 0)}
                />
              </>
            ) : (
              <line
                x1={0}
                x2={20}
                y1={6}
                y2={6}
                stroke={look.color}
                strokeWidth={2}
                strokeDasharray={look.dashes}
              />
            )}
          </svg>
          <Typography variant="body2" component="span">
            {label}
          </Typography>
        </li>
      ))}
    </ul>
  );
}
