import ToggleButton from '@material-ui/lab/ToggleButton';
import ToggleButtonGroup from '@material-ui/lab/ToggleButtonGroup';
import { makeStyles } from '@material-ui/core/styles';
import BarChartIcon from '@material-ui/icons/BarChart';
import TableIcon from '@material-ui/icons/TableChartOutlined';
import { useTexts } from '../useTexts';

/**
 * The two ways of reading a chart.
 *
 * @public
 */
export type ChartView = 'chart' | 'table';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      justifyContent: 'flex-end',
      marginBottom: theme.spacing(1),
    },
    button: {
      gap: theme.spacing(0.5),
      textTransform: 'none',
      color: theme.palette.text.secondary,
      '&.Mui-selected, &.Mui-selected:hover': {
        color: theme.palette.text.primary,
      },
    },
  }),
  { name: 'LlmChartViews' },
);

/** Switches between a chart and its table. */
export function ChartViews(props: {
  /** Name of the chart. */
  chart: string;
  view: ChartView;
  onView: (view: ChartView) => void;
}) {
  const { chart, view, onView } = props;
  const t = useTexts();
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <ToggleButtonGroup
        size="small"
        exclusive
        value={view}
        aria-label={t('charts.view', { chart })}
        onChange={(_event, next: ChartView | null) => next && onView(next)}
      >
        <ToggleButton value="chart" className={classes.button}>
          <BarChartIcon fontSize="small" aria-hidden />
          {t('charts.chart')}
        </ToggleButton>
        <ToggleButton value="table" className={classes.button}>
          <TableIcon fontSize="small" aria-hidden />
          {t('charts.table')}
        </ToggleButton>
      </ToggleButtonGroup>
    </div>
  );
}
