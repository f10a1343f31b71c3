import { Reading } from '../reading/Reading';
import { toFigure } from '../reading/toFigure';
import { mapFigure } from '../result/combine';
import { Figure } from '../result/MeasureResult';
import { estimated } from './money';

/** Energy by its counter; where there is none, by the mean power, which misses what lies between samples. */
export function energyFigure(
  energy: Reading<number>,
  power: Reading<number>,
  span: { readonly from: number; readonly to: number },
): Figure {
  const metered = energy.state === 'read' || energy.state === 'error';
  if (metered || power.state !== 'read') {
    return toFigure(energy, 'kilowatt-hours');
  }
  const hours = (span.to - span.from) / 3_600_000;
  return estimated(
    mapFigure({
      figure: toFigure(power, 'factor'),
      map: watts => (watts * hours) / 1000,
      unit: 'kilowatt-hours',
    }),
  );
}
