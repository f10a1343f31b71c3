import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Look } from './palette';
import { Swatch } from './Swatch';

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
  }),
  { name: 'LlmChartLegend' },
);

/** Names the marks of a chart. */
export function Legend(props: {
  items: readonly LegendItem[];
  ground: string;
}) {
  const { items, ground } = props;
  const classes = useStyles();
  return (
    <ul className={classes.root}>
      {items.map(({ key, label, mark, look }) => (
        <li key={key} className={classes.item}>
          <Swatch look={look} mark={mark} ground={ground} />
          <Typography variant="body2" component="span">
            {label}
          </Typography>
        </li>
      ))}
    </ul>
  );
}
