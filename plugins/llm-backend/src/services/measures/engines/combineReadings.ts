import {
  AnyReading,
  Histogram,
  mergeHistograms,
  Need,
  Provenance,
  Qualifier,
  Reading,
  seriesOf,
} from '@modelyard/llm-measures';
import { addMoney, Money } from '@modelyard/llm-units';
import { best, failed, remark } from '../reading/readings';

const ORDER: readonly Qualifier[] = ['stale', 'partial', 'approximate'];

/** What decides how readings are taken together. */
type Asked = Pick<Need, 'series' | 'ask'>;

type Read = AnyReading & { readonly state: 'read' };

const isRead = (reading: AnyReading): reading is Read =>
  reading.state === 'read';

/** Where several readings come from: as old as the oldest. */
function provenanceOf(readings: readonly AnyReading[]): Provenance {
  const moments = readings.flatMap(({ asOf }) => asOf ?? []).sort();
  const coverages = readings.flatMap(({ coverage }) => coverage ?? []);
  return {
    qualifiers: ORDER.filter(each =>
      readings.some(({ qualifiers }) => qualifiers.includes(each)),
    ),
    sources: [...new Set(readings.flatMap(({ sources }) => sources))].sort(),
    ...(moments.length > 0 && { asOf: moments[0] }),
    ...(coverages.length > 0 && { coverage: Math.min(...coverages) }),
  };
}

/**
 * Takes readings of the same of several places together, such as those of two clusters. One that is missing makes the rest a part
 * of the whole.
 *
 * @param readings - One for each place, with what it is of for people
 */
export function combineReadings(
  ask: Asked,
  readings: ReadonlyArray<{ title: string; reading: AnyReading }>,
): AnyReading | undefined {
  const all = readings.map(({ reading }) => reading);
  const read = all.filter(isRead);
  if (read.length === 0 || all.length === 1) {
    return best(all);
  }
  const together = read.length === 1 ? read[0] : merge(ask, read);
  const gaps = readings.filter(({ reading }) => !isRead(reading));
  return gaps.length === 0
    ? together
    : remark(together, {
        qualifiers: ['partial'],
        note: `without ${gaps
          .map(({ title, reading }) => `${title} (${whyMissing(reading)})`)
          .join(' and ')}`,
      });
}

function whyMissing(reading: AnyReading): string {
  return reading.state === 'error' || reading.state === 'not_instrumented'
    ? reading.reason.message
    : 'there are no such series';
}

function merge(ask: Asked, readings: readonly Read[]): AnyReading {
  const notes = [...new Set(readings.flatMap(({ note }) => note ?? []))];
  const queries = [...new Set(readings.flatMap(({ query }) => query ?? []))];
  const from = {
    ...provenanceOf(readings),
    ...(notes.length > 0 && { note: notes.join('; ') }),
    ...(queries.length > 0 && { query: queries.join('\n') }),
  };
  const values = readings.map(({ value }) => value);
  const numbers = values.filter(
    (value): value is number => typeof value === 'number',
  );
  if (numbers.length === values.length) {
    return mergeNumbers(ask, numbers, readings, from);
  }
  const histograms = values.filter(
    (value): value is Histogram =>
      typeof value === 'object' && 'counts' in value,
  );
  return histograms.length === values.length
    ? mergeDistributions(histograms, from)
    : mergeMoney(
        values.filter((value): value is readonly Money[] =>
          Array.isArray(value),
        ),
        from,
      );
}

type From = Provenance & Pick<Reading<number>, 'note' | 'query'>;

function mergeNumbers(
  ask: Asked,
  values: readonly number[],
  readings: readonly Read[],
  from: From,
): AnyReading {
  const sum = values.reduce((total, value) => total + value, 0);
  if (ask.ask === 'busy') {
    return remark(
      { ...from, state: 'read', value: Math.max(...values) },
      {
        qualifiers: ['approximate'],
        note: 'the share of the place that was busy longest: whether the others were busy at the same time is not known',
      },
    );
  }
  switch (seriesOf(ask.series).across) {
    case 'max':
      return { ...from, state: 'read', value: Math.max(...values) };
    case 'average':
      return remark(
        { ...from, state: 'read', value: sum / values.length },
        {
          qualifiers: ['approximate'],
          note: 'the mean of several places, each counted alike',
        },
      );
    default:
      return { ...from, ...boundsOf(readings), state: 'read', value: sum };
  }
}

/** The bounds of a sum, where any part of it has some. */
function boundsOf(readings: readonly Read[]) {
  if (!readings.some(({ bounds }) => bounds)) {
    return {};
  }
  const side = (name: 'low' | 'high') => {
    const values = readings.map(({ bounds, value }) =>
      bounds ? bounds[name] : value,
    );
    return values.every((value): value is number => typeof value === 'number')
      ? { [name]: values.reduce((total, value) => total + value, 0) }
      : {};
  };
  return { bounds: { ...side('low'), ...side('high') } };
}

function mergeDistributions(
  histograms: readonly Histogram[],
  from: From,
): AnyReading {
  const merged = mergeHistograms(histograms);
  return merged.ok
    ? { ...from, state: 'read', value: merged.value }
    : failed(
        merged.issues[0].code,
        `The histograms of several places ${merged.issues[0].message}`,
        from.sources,
      );
}

function mergeMoney(
  amounts: ReadonlyArray<readonly Money[]>,
  from: From,
): AnyReading {
  const sums = new Map<string, Money>();
  for (const amount of amounts.flat()) {
    const known = sums.get(amount.currency);
    sums.set(amount.currency, known ? addMoney(known, amount) : amount);
  }
  return { ...from, state: 'read', value: [...sums.values()] };
}
