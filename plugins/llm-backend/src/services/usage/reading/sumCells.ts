import {
  addAmounts,
  LedgerCount,
  LedgerKeyPart,
  LedgerMoney,
  UNKNOWN,
  Vantage,
  vantages,
} from '@modelyard/llm-measures';
import { PARTIAL, qualifiersOfBits } from '../tables/units';
import { Cell } from './Cells';
import { Decisions } from './decide';
import { SourceCoverage, UsageCountSum, UsageSum } from './UsageReader';

/** What a sum is put together from. */
export interface Group {
  readonly period?: string;
  readonly key: UsageSum['key'];
  readonly cells: Cell[];
  readonly money: LedgerMoney[];
}

/** Stands for a group of cells. */
export function groupText(
  by: readonly LedgerKeyPart[],
  period: string | undefined,
  parts: UsageSum['key'],
): string {
  return JSON.stringify([period ?? '', ...by.map(part => parts[part])]);
}

/** Puts cells together by the parts that were asked for. */
export function groupCells(
  by: readonly LedgerKeyPart[],
  cells: readonly Cell[],
): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const cell of cells) {
    const { period, parts } = cell;
    const text = groupText(by, period, parts);
    const group: Group = groups.get(text) ?? {
      ...(period !== undefined && { period }),
      key: Object.fromEntries(by.map(part => [part, parts[part]])),
      cells: [],
      money: [],
    };
    group.cells.push(cell);
    groups.set(text, group);
  }
  return groups;
}

/** A count while cells are added to it: there may be thousands, so that no value is made for each. */
interface GrowingCount {
  value: number;
  unseen: number;
  startEdge: number;
  endEdge: number;
  bits: number;
  readonly seen: Set<Vantage>;
}

function emptyCount(): GrowingCount {
  return {
    value: 0,
    unseen: 0,
    startEdge: 0,
    endEdge: 0,
    bits: 0,
    seen: new Set(),
  };
}

/** Nothing where all that was found was seen from elsewhere than where it counts. */
export function sumOf(
  { period, key, cells, money }: Group,
  decisions: Decisions,
  coverage: readonly SourceCoverage[],
): UsageSum[] {
  const lacking = new Set(
    coverage.flatMap(each => (each.missingHours > 0 ? [each.source] : [])),
  );
  const found = new Map<LedgerCount, GrowingCount>();
  for (const cell of cells) {
    const missing = lacking.has(cell.parts.source ?? UNKNOWN) ? PARTIAL : 0;
    for (const [name, { increase, bits }] of cell.counts) {
      if (decisions.counts(cell, name)) {
        const sum = found.get(name) ?? emptyCount();
        found.set(name, sum);
        sum.value += increase.value;
        sum.unseen += increase.unseen;
        sum.startEdge += increase.startEdge;
        sum.endEdge += increase.endEdge;
        const model = cell.parts.model ?? UNKNOWN;
        const unheard = decisions.isPartial(model, name) ? PARTIAL : 0;
        sum.bits |= bits | missing | unheard;
        sum.seen.add(cell.vantage);
      }
    }
  }
  if (found.size === 0) {
    return [];
  }
  const counts = [...found].map(
    ([name, { bits, seen, ...increase }]): [LedgerCount, UsageCountSum] => [
      name,
      {
        increase,
        vantages: vantages.filter(each => seen.has(each)),
        qualifiers: qualifiersOfBits(bits),
      },
    ],
  );
  const unpriced = cells.some(
    cell =>
      cell.unpriced &&
      decisions.moneyVantage(cell.parts.model ?? UNKNOWN) === cell.vantage,
  );
  return [
    {
      ...(period !== undefined && { period }),
      key,
      counts: Object.fromEntries(counts),
      ...(money.length > 0 && { money: addAmounts(money) }),
      unpriced,
    },
  ];
}
