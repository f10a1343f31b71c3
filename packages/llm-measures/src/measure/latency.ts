import { meanOf, quantileOf, shareUpTo } from '../histograms/statistics';
import { withoutValue } from '../reading/toFigure';
import { meets } from '../result/combine';
import { known, missing } from '../result/makeFigure';
import { Figure, MeasureUnit, Provenance } from '../result/MeasureResult';
import { Histogram } from '../histograms/Histogram';
import { SeriesOfKind } from '../series/seriesTable';
import { MeasuredTask } from '../tasks';
import { defineMeasure } from './defineMeasure';
import { Measure } from './Measure';
import { MeasuredSlo } from './MeasureContext';
import { histogram } from './Need';

type SloKey = Exclude<keyof MeasuredSlo, 'windowSeconds' | 'availability'>;

/** A measure of a time that requests or tokens take: its 95th percentile, and the others beside it. */
export function latencyMeasure(options: {
  id: string;
  series: SeriesOfKind<'histogram'>;
  what: string;
  tasks: readonly MeasuredTask[];
  unit?: MeasureUnit;
  slo?: SloKey;
}): Measure {
  const { id, series, what, tasks, unit = 'seconds', slo } = options;
  return defineMeasure({
    id,
    unit,
    tasks,
    better: 'less',
    formula: `95th percentile of ${what}: the bucket in which it lies, and a value interpolated there`,
    needs: { durations: histogram(series) },
    context: slo ? ['slo'] : [],
    parts: ['p50', 'p99', 'mean', ...(slo ? ['within-objective'] : [])],
    breakdowns: ['deployment', 'version', 'operation'],
    compute: read => {
      const reading = read.histogram('durations');
      if (reading.state !== 'read') {
        return { figure: withoutValue(reading) };
      }
      const limit = slo && read.context.slo?.[slo];
      const figure = quantile(reading.value, 0.95, unit, reading);
      return {
        figure,
        parts: {
          p50: quantile(reading.value, 0.5, unit, reading),
          p99: quantile(reading.value, 0.99, unit, reading),
          mean: mean(reading.value, unit, reading),
          ...(limit !== undefined && {
            'within-objective': within(reading.value, limit, reading),
          }),
        },
        ...(limit !== undefined && {
          objective: {
            limit,
            wanted: 'below' as const,
            met: meets({ figure, limit, wanted: 'below' }),
          },
        }),
      };
    },
  });
}

const nothingObserved = (from: Provenance) =>
  missing('no_traffic', {
    code: 'no-traffic',
    message: 'Nothing was observed in the window',
    from,
  });

/** The quantile of a histogram as a figure. */
function quantile(
  value: Histogram,
  share: number,
  unit: MeasureUnit,
  from: Provenance,
): Figure {
  const estimate = quantileOf({ histogram: value, quantile: share });
  return estimate ? known({ ...estimate, unit, from }) : nothingObserved(from);
}

function mean(value: Histogram, unit: MeasureUnit, from: Provenance): Figure {
  if (!quantileOf({ histogram: value, quantile: 1 })) {
    return nothingObserved(from);
  }
  const result = meanOf(value);
  return result === undefined
    ? missing('not_instrumented', {
        code: 'no-sum',
        message: 'The source does not report the sum of what it observed',
        from,
      })
    : known({
        value: result,
        unit,
        // What was missed may have been of any length.
        ...(value.unseen && { bounds: {} }),
        from,
      });
}

function within(value: Histogram, threshold: number, from: Provenance): Figure {
  const share = shareUpTo({ histogram: value, threshold });
  if (!share.ok) {
    return missing('not_applicable', {
      code: share.issues[0].code,
      message: `The objective ${share.issues[0].message}`,
      from,
    });
  }
  return share.value
    ? known({ ...share.value, unit: 'ratio', from })
    : nothingObserved(from);
}
