import {
  addAmounts,
  addIncreases,
  increaseBounds,
  LedgerCount,
  ledgerCounts,
  vantages,
} from '@modelyard/llm-measures';
import { LlmUsageCount, LlmUsageRow } from '@modelyard/plugin-llm-common';
import { UsageCountSum, UsageSum } from '../reading/UsageReader';
import { qualifierBits, qualifiersOfBits } from '../tables/units';

/** Adds sums whose keys fall together. What some of them lack was not reported of those, which takes nothing from the rest. */
export function addSums(
  sums: readonly UsageSum[],
  key: UsageSum['key'],
  period?: string,
): UsageSum {
  const counts = ledgerCounts.flatMap(
    (name): Array<[LedgerCount, UsageCountSum]> => {
      const found = sums.flatMap(({ counts: each }) => each[name] ?? []);
      return found.length > 0 ? [[name, addCounts(found)]] : [];
    },
  );
  const money = addAmounts(sums.flatMap(sum => sum.money ?? []));
  return {
    ...(period !== undefined && { period }),
    key,
    counts: Object.fromEntries(counts),
    ...(money.length > 0 && { money }),
    unpriced: sums.some(({ unpriced }) => unpriced),
  };
}

function addCounts(counts: readonly UsageCountSum[]): UsageCountSum {
  const seen = new Set(counts.flatMap(count => count.vantages));
  return {
    increase: addIncreases(counts.map(({ increase }) => increase)),
    vantages: vantages.filter(each => seen.has(each)),
    qualifiers: qualifiersOfBits(
      counts.reduce(
        (bits, { qualifiers }) => bits | qualifierBits(qualifiers),
        0,
      ),
    ),
  };
}

/** A sum as the API tells it. */
export function toUsageRow(sum: UsageSum): LlmUsageRow {
  const { period, key, counts, money, unpriced } = sum;
  return {
    ...(period !== undefined && { period }),
    key: Object.fromEntries(
      Object.entries(key).filter(([, value]) => value !== undefined),
    ),
    counts: Object.fromEntries(
      ledgerCounts.flatMap(name => {
        const count = counts[name];
        return count ? [[name, toUsageCount(count)]] : [];
      }),
    ),
    ...(money && { cost: money.map(({ amount }) => amount) }),
    unpriced,
  };
}

function toUsageCount(count: UsageCountSum): LlmUsageCount {
  const { increase, qualifiers } = count;
  const { value } = increase;
  const bounds = increaseBounds(increase);
  const exact = bounds.low === value && bounds.high === value;
  return {
    value,
    ...(!exact && { bounds }),
    qualifiers: [...qualifiers],
    vantages: [...count.vantages],
  };
}
