import { MeasureUnit } from '../result/MeasureResult';
import { SeriesOfKind } from '../series/seriesTable';
import { MeasuredTask } from '../tasks';
import { defineMeasure } from './defineMeasure';
import { Measure } from './Measure';
import { increase } from './Need';

/** A measure of what a task is counted in, where that is not tokens. */
export function countMeasure(options: {
  id: string;
  series: SeriesOfKind<'counter'>;
  unit: MeasureUnit;
  what: string;
  tasks: readonly MeasuredTask[];
}): Measure {
  const { id, series, unit, what, tasks } = options;
  return defineMeasure({
    id,
    unit,
    tasks,
    better: 'neither',
    formula: what,
    needs: { count: increase(series) },
    breakdowns: ['deployment', 'version', 'consumer', 'provider'],
    compute: read => ({ figure: read.figure('count', unit) }),
  });
}
