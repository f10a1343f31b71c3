import { scaleLinear } from '@visx/scale';
import { Area, LinePath } from '@visx/shape';
import { makeStyles } from '@material-ui/core/styles';
import { isKnown, type ChartPoint } from './points';

/** The drawing is stretched to the width that there is. */
const WIDTH = 100;
/** Room for half of the line above and below. */
const MARGIN = 2;

const useStyles = makeStyles(
  theme => ({
    root: { display: 'block', width: '100%', overflow: 'visible' },
    line: {
      fill: 'none',
      stroke: theme.palette.primary.main,
      strokeWidth: 2,
      strokeLinecap: 'round',
      strokeLinejoin: 'round',
    },
    area: { fill: theme.palette.primary.main, fillOpacity: 0.12 },
    ground: { stroke: theme.palette.divider },
  }),
  { name: 'LlmSparkline' },
);

/**
 * @public
 */
export interface SparklineProps {
  /** In the order of time. */
  points: readonly ChartPoint[];
  /** What it shows, in words with unit and span: the one text that it has. */
  label: string;
  /** In pixels. Default 32. */
  height?: number;
}

/**
 * The course of a figure without axes, from zero up. It is as wide as the room
 * that it stands in. Where nothing is known it has a gap, and a point that is
 * alone is a dot.
 *
 * @public
 */
export function Sparkline(props: SparklineProps) {
  const { points, label, height = 32 } = props;
  const classes = useStyles();
  const known = points.filter(isKnown);
  const values = known.map(({ value }) => value);
  const x = scaleLinear<number>({
    domain: [points.at(0)?.at ?? 0, points.at(-1)?.at ?? 1],
    range: [MARGIN, WIDTH - MARGIN],
  });
  const y = scaleLinear<number>({
    // All zero lies on the ground, and does not float in the middle.
    domain: [Math.min(0, ...values), Math.max(0, ...values) || 1],
    range: [height - MARGIN, MARGIN],
  });
  const ground = y(0);
  const place = {
    data: [...points],
    defined: isKnown,
    x: ({ at }: ChartPoint) => x(at),
  };
  const top = ({ value }: ChartPoint) => y(value ?? 0);
  return (
    <svg
      className={classes.root}
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${height}`}
      height={height}
      preserveAspectRatio="none"
    >
      <line
        className={classes.ground}
        x1={0}
        x2={WIDTH}
        y1={ground}
        y2={ground}
        vectorEffect="non-scaling-stroke"
      />
      <Area {...place} y0={ground} y1={top} className={classes.area} />
      <LinePath
        {...place}
        y={top}
        className={classes.line}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
