import { Money, money } from '@modelyard/llm-units';
import { Profile } from '../profile/Profile';
import { mergeQualifiers, missing } from '../result/makeFigure';
import { Bounds, Provenance } from '../result/MeasureResult';
import { SeriesId, seriesOf } from '../series/seriesTable';
import { Reading } from './Reading';

/**
 * What an adapter got for one series: a number in the unit of the source, or nothing. A number that is none (NaN is what
 * Prometheus gives for 0/0) is nothing.
 *
 * @public
 */
export interface RawAnswer extends Provenance {
  readonly value?: number;
  readonly bounds?: Bounds;
  readonly query?: string;
}

/**
 * The answer of a source as a reading, by its profile: scaled to the canonical unit, with what the profile knows of it.
 * Events that the source cannot have were none, without asking.
 *
 * @returns Money for series that are amounts, numbers for the others. A histogram is read by its own function
 * @public
 */
export function profileReading(options: {
  profile: Profile;
  series: SeriesId;
  answer: RawAnswer;
}): Reading<number> | Reading<readonly Money[]> {
  const { profile, series, answer } = options;
  const { value, bounds, ...rest } = answer;
  const entry = profile.series[series];
  if (!entry) {
    return {
      ...rest,
      ...missing('not_instrumented', {
        code: 'not-in-profile',
        message: `${profile.title} does not report ${series}`,
        from: answer,
      }),
      state: 'not_instrumented',
    };
  }
  if (entry.never !== undefined) {
    return { ...rest, note: entry.never, state: 'read', value: 0 };
  }
  if (value === undefined || !Number.isFinite(value)) {
    return {
      ...rest,
      state: 'absent',
      absence: entry.born === 'at-first-event' ? 'zero' : 'unknown',
    };
  }
  const scale = entry.scale ?? 1;
  const scaled = {
    ...rest,
    ...(entry.approximate !== undefined && { note: entry.approximate }),
    qualifiers: mergeQualifiers(
      rest.qualifiers,
      entry.approximate === undefined ? [] : ['approximate'],
    ),
  };
  if (seriesOf(series).kind !== 'amount') {
    return {
      ...scaled,
      state: 'read',
      value: value * scale,
      ...(bounds && {
        bounds: {
          ...(bounds.low !== undefined && { low: bounds.low * scale }),
          ...(bounds.high !== undefined && { high: bounds.high * scale }),
        },
      }),
    };
  }
  const amount = money(value * scale, entry.currency ?? '');
  return amount.ok
    ? { ...scaled, state: 'read', value: [amount.value] }
    : {
        ...scaled,
        state: 'error',
        reason: {
          code: amount.issues[0].code,
          message: `The profile ${profile.id} gives ${series}, which ${amount.issues[0].message}`,
        },
      };
}
