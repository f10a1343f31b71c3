import { Area, Bar, LinePath } from '@visx/shape';
import type { Look } from './palette';
import { stack, type Plot, type PlotType } from './plot';
import type { ChartSeries } from './series';
import { fillOf } from './Stripes';

/** The groups of a chart. */
export function Marks(props: {
  id: string;
  type: PlotType;
  plot: Plot;
  series: readonly ChartSeries[];
  looks: readonly Look[];
  steps: number;
  ground: string;
}) {
  const { id, type, plot, series, looks, steps, ground } = props;
  const indices = Array.from({ length: steps }, (_, step) => step);

  if (type === 'lines') {
    return (
      <>
        {series.map(({ key, values }, index) => (
          <LinePath<number>
            key={key}
            data={indices}
            defined={step => values[step] !== undefined}
            x={step => plot.middle(step)}
            y={step => plot.y(values[step] ?? 0)}
            stroke={looks[index].color}
            strokeWidth={2}
            strokeLinecap="round"
            strokeDasharray={looks[index].dashes}
            fill="none"
          />
        ))}
      </>
    );
  }

  const parts = stack(series, steps);
  if (type === 'areas') {
    return (
      <>
        {series.map(({ key }, index) => (
          <Area<number>
            key={key}
            data={indices}
            defined={step => parts[index][step] !== undefined}
            x={step => plot.middle(step)}
            y0={step => plot.y(parts[index][step]?.from ?? 0)}
            y1={step => plot.y(parts[index][step]?.to ?? 0)}
            fill={fillOf(id, looks[index], index)}
            stroke={ground}
          />
        ))}
      </>
    );
  }
  return (
    <>
      {series.map(({ key }, index) => (
        <g key={key} data-series={key}>
          {parts[index].map((part, step) => {
            if (!part || part.to <= part.from) {
              return null;
            }
            const top = plot.y(part.to);
            return (
              <Bar
                key={indices[step]}
                x={plot.x(step)}
                y={top}
                width={plot.bandwidth}
                height={Math.max(0.5, plot.y(part.from) - top)}
                fill={fillOf(id, looks[index], index)}
                // A line of the ground between the parts of thick columns.
                stroke={plot.bandwidth > 6 ? ground : undefined}
                strokeWidth={plot.bandwidth > 6 ? 0.75 : undefined}
              />
            );
          })}
        </g>
      ))}
    </>
  );
}
