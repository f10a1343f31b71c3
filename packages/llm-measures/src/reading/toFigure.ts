import { known, mergeProvenance, missing } from '../result/makeFigure';
import { Figure, MeasureUnit, Provenance } from '../result/MeasureResult';
import { Reading } from './Reading';

/** A reading of a number as a figure of its own. */
export function toFigure(reading: Reading<number>, unit: MeasureUnit): Figure {
  return reading.state === 'read'
    ? known({ ...reading, unit, from: reading })
    : withoutValue(reading);
}

/** Why a reading gives no figure. */
export function withoutValue<T>(
  reading: Exclude<Reading<T>, { state: 'read' }>,
): Figure {
  return reading.state === 'absent'
    ? missing('no_data', {
        code: 'no-series',
        message: 'The source answered, but has no such series in the window',
        from: reading,
      })
    : missing(reading.state, { ...reading.reason, from: reading });
}

/**
 * A reading of a series that appears with its first event: it is zero as long as it is absent, provided that a series
 * beside it from the same source shows that the source was looking.
 */
export function zeroBeside(
  reading: Reading<number>,
  witness: Provenance & { readonly state: string },
): Reading<number> {
  if (
    reading.state !== 'absent' ||
    reading.absence !== 'zero' ||
    witness.state !== 'read' ||
    !reading.sources.every(source => witness.sources.includes(source))
  ) {
    return reading;
  }
  return {
    ...mergeProvenance([reading, witness]),
    ...(reading.query !== undefined && { query: reading.query }),
    note: 'absent beside a series of the same source, which this one joins at its first event: zero',
    state: 'read',
    value: 0,
  };
}
