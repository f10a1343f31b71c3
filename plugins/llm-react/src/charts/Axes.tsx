import { AxisBottom, AxisLeft } from '@visx/axis';
import { useTheme } from '@material-ui/core/styles';
import { everyNth, type Plot } from './plot';
import type { ChartStep } from './series';

/** Pixels that the name of a step needs. */
const ROOM = 64;

/** The lines across, the axes, and the ground: dotted where nothing is known. */
export function Axes(props: {
  plot: Plot;
  steps: readonly ChartStep[];
  known: readonly boolean[];
  formatTick: (value: number) => string;
}) {
  const { plot, steps, known, formatTick } = props;
  const theme = useTheme();
  const label = {
    fill: theme.palette.text.secondary,
    fontSize: 11,
    fontFamily: theme.typography.fontFamily,
  };
  const nth = everyNth({ steps: steps.length, width: plot.width, room: ROOM });
  const band = plot.width / Math.max(1, steps.length);
  return (
    <>
      {plot.ticks.map(tick => (
        <line
          key={tick}
          x1={0}
          x2={plot.width}
          y1={plot.y(tick)}
          y2={plot.y(tick)}
          stroke={theme.palette.divider}
        />
      ))}
      {known.map((isKnown, step) => (
        <line
          // A step has no other name than its place.
          // eslint-disable-next-line react/no-array-index-key
          key={step}
          data-known={isKnown}
          x1={step * band}
          x2={(step + 1) * band}
          y1={plot.height}
          y2={plot.height}
          stroke={theme.palette.text.secondary}
          strokeDasharray={isKnown ? undefined : '1 3'}
        />
      ))}
      <AxisLeft
        scale={plot.yScale}
        tickValues={[...plot.ticks]}
        tickFormat={value => formatTick(Number(value))}
        hideAxisLine
        hideTicks
        tickLabelProps={{ ...label, textAnchor: 'end', dy: '0.33em' }}
      />
      <AxisBottom
        scale={plot.xScale}
        top={plot.height}
        tickValues={steps.flatMap((_, step) => (step % nth ? [] : [step]))}
        tickFormat={step => steps[Number(step)].tick}
        hideAxisLine
        tickStroke={theme.palette.text.secondary}
        tickLength={4}
        tickLabelProps={{ ...label, textAnchor: 'middle' }}
      />
    </>
  );
}
