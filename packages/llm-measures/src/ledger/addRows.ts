import { addMoney, Issue, Result } from '@modelyard/llm-units';
import { addIncreases, Increase } from '../counters/Increase';
import { Histogram, mergeHistograms } from '../histograms/Histogram';
import { mergeQualifiers } from '../result/makeFigure';
import { keyText } from './ledgerKey';
import { LedgerCount, ledgerCounts, LedgerMoney, LedgerRow } from './LedgerRow';

/**
 * Adds rows that have the same key and leaves the others apart. The order of the rows does not matter.
 *
 * @returns One row for each key, in the order of their keys. A count that only some rows of a key report is the sum of
 * those, and the row is partial. Warnings name histograms that had different bounds; of those the one with the most
 * observations stays, and the row is partial. Rows of one key that were seen from different vantages are an error
 * @public
 */
export function addRows(rows: readonly LedgerRow[]): Result<LedgerRow[]> {
  const groups = new Map<string, LedgerRow[]>();
  for (const row of rows) {
    const text = keyText(row.key);
    const group = groups.get(text);
    if (group) {
      group.push(row);
    } else {
      groups.set(text, [row]);
    }
  }
  const issues: Issue[] = [];
  const added = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => sumOf(group, addIncreases, issues));
  return issues.some(({ severity }) => severity === 'error')
    ? { ok: false, issues }
    : { ok: true, value: added, issues };
}

/** One row for several of the same key or, joined, of consecutive periods. */
export function sumOf(
  group: readonly LedgerRow[],
  combine: (increases: readonly Increase[]) => Increase,
  issues: Issue[],
): LedgerRow {
  const [first] = group;
  if (group.length === 1) {
    return first;
  }
  const path = keyText(first.key);
  if (group.some(({ vantage }) => vantage !== first.vantage)) {
    issues.push({
      path,
      code: 'vantages-differ',
      message: 'was seen from several vantages: the same calls would be added',
      severity: 'error',
    });
  }
  const counts: Partial<Record<LedgerCount, Increase>> = {};
  let lacking = false;
  for (const name of ledgerCounts) {
    const given = group.flatMap(row => row.counts[name] ?? []);
    if (given.length > 0) {
      counts[name] = combine(given);
      lacking ||= given.length < group.length;
    }
  }
  const histograms = sumHistograms(group, path, issues);
  const money = sumMoney(group);
  return {
    key: first.key,
    vantage: first.vantage,
    counts,
    histograms: histograms.value,
    qualifiers: mergeQualifiers(
      ...group.map(({ qualifiers }) => qualifiers),
      lacking || histograms.lacking || money.lacking ? ['partial'] : [],
    ),
    ...(money.value && { money: money.value }),
  };
}

function sumHistograms(
  group: readonly LedgerRow[],
  path: string,
  issues: Issue[],
) {
  const names = [
    ...new Set(group.flatMap(row => Object.keys(row.histograms))),
  ].sort();
  const value: Record<string, Histogram> = {};
  let lacking = false;
  for (const name of names) {
    const given = group.flatMap(row =>
      Object.hasOwn(row.histograms, name) ? [row.histograms[name]] : [],
    );
    const byBounds = new Map<string, Histogram[]>();
    for (const histogram of given) {
      const text = histogram.bounds.join();
      byBounds.set(text, [...(byBounds.get(text) ?? []), histogram]);
    }
    const merged = mergeHistograms(given);
    if (merged.ok) {
      value[name] = merged.value;
    } else {
      const [largest] = [...byBounds]
        .flatMap(([text, same]) => {
          const sum = mergeHistograms(same);
          return sum.ok ? [{ text, sum: sum.value }] : [];
        })
        .sort(
          (a, b) =>
            observations(b.sum) - observations(a.sum) ||
            (a.text < b.text ? -1 : 1),
        );
      value[name] = largest.sum;
      lacking = true;
      issues.push({
        path: `${path}.${name}`,
        code: merged.issues[0].code,
        message: `${merged.issues[0].message}; those with the most observations stay`,
        severity: 'warning',
      });
    }
  }
  return { value, lacking };
}

function observations({ counts }: Histogram): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Amounts of each currency apart. Hours of which only some are closed have a sum of those only. */
function sumMoney(group: readonly LedgerRow[]) {
  const closed = group.flatMap(({ money }) => (money ? [money] : []));
  return {
    value: closed.length > 0 ? addAmounts(closed.flat()) : undefined,
    lacking: closed.length > 0 && closed.length < group.length,
  };
}

/**
 * Adds amounts, each currency apart: there is no sum of several without a rate.
 *
 * @returns One amount for each currency, in the order of the alphabet
 * @public
 */
export function addAmounts(money: readonly LedgerMoney[]): LedgerMoney[] {
  const sums = new Map<string, LedgerMoney>();
  for (const { amount, priceIds } of money) {
    const sum = sums.get(amount.currency);
    sums.set(amount.currency, {
      amount: sum ? addMoney(sum.amount, amount) : amount,
      priceIds: [...new Set([...(sum?.priceIds ?? []), ...priceIds])].sort(),
    });
  }
  return [...sums.values()].sort((a, b) =>
    a.amount.currency < b.amount.currency ? -1 : 1,
  );
}
