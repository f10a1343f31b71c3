import { Result } from '@modelyard/llm-units';
import { addRows } from './addRows';
import { LedgerRow, OTHER, UNKNOWN } from './LedgerRow';

/** A reference to an entity; what is none is a pseudonym of somebody who could not be resolved. */
const REFERENCE = /^(?:component|group|system|resource):/;

/**
 * How many consumers of one model are named in one hour, unless configured otherwise.
 *
 * @public
 */
export const CONSUMER_CAP = 1000;

/**
 * Folds the consumers of a model in an hour, past a cap, into `other`. Nothing is lost: the sums stay.
 *
 * Who is named already stays named, or a consumer would be counted in two rows; then those that are entities, then those
 * with the most requests. The order of rows does not matter.
 *
 * @param options - `cap` for each model and period, {@link CONSUMER_CAP} unless told otherwise; `named` says who has a row
 * in the ledger already
 * @returns Rows as those of {@link addRows}
 * @public
 */
export function foldConsumers(
  rows: readonly LedgerRow[],
  options: {
    cap?: number;
    named?: (model: string, period: string, consumer: string) => boolean;
  } = {},
): Result<LedgerRow[]> {
  const { cap = CONSUMER_CAP, named = () => false } = options;
  const groups = new Map<string, Map<string, number>>();
  for (const { key, counts } of rows) {
    if (key.consumer !== OTHER && key.consumer !== UNKNOWN) {
      const group = JSON.stringify([key.model, key.period]);
      const consumers = groups.get(group) ?? new Map<string, number>();
      const requests = counts.requests?.value ?? 0;
      consumers.set(
        key.consumer,
        (consumers.get(key.consumer) ?? 0) + requests,
      );
      groups.set(group, consumers);
    }
  }
  const kept = new Map<string, ReadonlySet<string>>();
  for (const [group, consumers] of groups) {
    const [model, period]: string[] = JSON.parse(group);
    const ranked = [...consumers]
      .map(([consumer, requests]) => ({
        consumer,
        requests,
        first: named(model, period, consumer),
        resolved: REFERENCE.test(consumer),
      }))
      .sort(
        (a, b) =>
          Number(b.first) - Number(a.first) ||
          Number(b.resolved) - Number(a.resolved) ||
          b.requests - a.requests ||
          (a.consumer < b.consumer ? -1 : 1),
      )
      .filter(({ first }, index) => first || index < cap);
    kept.set(group, new Set(ranked.map(({ consumer }) => consumer)));
  }
  return addRows(
    rows.map(row => {
      const { key } = row;
      const names = kept.get(JSON.stringify([key.model, key.period]));
      return key.consumer === UNKNOWN || names?.has(key.consumer)
        ? row
        : { ...row, key: { ...key, consumer: OTHER } };
    }),
  );
}
