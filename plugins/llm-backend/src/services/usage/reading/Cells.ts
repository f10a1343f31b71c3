import {
  Increase,
  LedgerCount,
  LedgerKeyPart,
  ledgerCounts,
  usageCounts,
  Vantage,
} from '@modelyard/llm-measures';
import { countColumns, Grain, PARTIAL, periodOf } from '../tables/units';
import { SumRow } from './selectSums';
import { UsageStep } from './UsageReader';

/** What one count of a cell comes to. */
export interface CellCount {
  increase: Increase;
  /** Qualifiers as bits. */
  bits: number;
}

/** A sum as the tables tell it: of one period and one value of each part, as one vantage saw it. */
export interface Cell {
  readonly period?: string;
  readonly parts: Readonly<Partial<Record<LedgerKeyPart, string>>>;
  readonly vantage: Vantage;
  readonly counts: Map<LedgerCount, CellCount>;
  unpriced: boolean;
}

const EXACT: Increase = { value: 0, unseen: 0, startEdge: 0, endEdge: 0 };

/** Puts the pieces of a span together. */
export class Cells {
  readonly #parts: readonly LedgerKeyPart[];
  readonly #step: UsageStep;
  readonly #cells = new Map<string, Cell>();

  static create(options: { parts: readonly LedgerKeyPart[]; step: UsageStep }) {
    return new Cells(options.parts, options.step);
  }

  private constructor(parts: readonly LedgerKeyPart[], step: UsageStep) {
    this.#parts = parts;
    this.#step = step;
  }

  /** Adds sums of counts. A count that one piece of a cell has and another lacks is known in part. */
  addCounts(rows: readonly SumRow[]): void {
    for (const row of rows) {
      const text = this.#textOf(row);
      const before = this.#cells.get(text);
      const cell = before ?? this.#emptyCell(row);
      this.#cells.set(text, cell);
      const shared = Number(row.qualifiers);
      for (const [index, name] of usageCounts.entries()) {
        const column = countColumns[index];
        const value = row[column];
        const known = cell.counts.get(name);
        if (value === null) {
          if (known) {
            known.bits |= PARTIAL | shared;
          }
        } else {
          const lacking = before && !known ? PARTIAL : 0;
          const bits = shared | Number(row[`${column}_lacking`]) | lacking;
          const increase = known?.increase ?? EXACT;
          cell.counts.set(name, {
            increase: { ...increase, value: increase.value + Number(value) },
            bits: bits | (known?.bits ?? 0),
          });
        }
      }
      cell.unpriced ||= Number(row.unpriced) > 0;
    }
  }

  /** Adds sums of what guardrails checked, a row for each count. */
  addChecks(rows: readonly SumRow[]): void {
    for (const row of rows) {
      const text = this.#textOf(row);
      const cell = this.#cells.get(text) ?? this.#emptyCell(row);
      this.#cells.set(text, cell);
      const name = ledgerCounts[Number(row.count)];
      const { increase, bits } = cell.counts.get(name) ?? {
        increase: EXACT,
        bits: 0,
      };
      cell.counts.set(name, {
        increase: { ...increase, value: increase.value + Number(row.n) },
        bits: bits | Number(row.qualifiers),
      });
    }
  }

  /** Adds how well counts are known. */
  addEdges(rows: readonly SumRow[]): void {
    for (const row of rows) {
      const name = ledgerCounts[Number(row.count)];
      const count = this.#cells.get(this.#textOf(row))?.counts.get(name);
      if (count) {
        const { value, unseen, startEdge, endEdge } = count.increase;
        count.increase = {
          value,
          unseen:
            Number(row.unbounded) > 0 ? Infinity : unseen + Number(row.unseen),
          startEdge: startEdge + Number(row.start_edge),
          endEdge: endEdge + Number(row.end_edge),
        };
      }
    }
  }

  list(): Cell[] {
    return [...this.#cells.values()];
  }

  #textOf(row: SumRow): string {
    return JSON.stringify([
      row.period,
      row.vantage,
      ...this.#parts.map(part => row[part]),
    ]);
  }

  #emptyCell(row: SumRow): Cell {
    return {
      ...periodOfRow(this.#step, row),
      parts: partsOfRow(this.#parts, row),
      vantage: `${row.vantage}` as Vantage,
      counts: new Map(),
      unpriced: false,
    };
  }
}

/** The period of a row, as people write it; nothing in totals. */
export function periodOfRow(step: UsageStep, row: SumRow): { period?: string } {
  const grain: Grain | undefined = step === 'total' ? undefined : step;
  return grain ? { period: periodOf(grain, Number(row.period)) } : {};
}

export function partsOfRow(
  parts: readonly LedgerKeyPart[],
  row: SumRow,
): Partial<Record<LedgerKeyPart, string>> {
  return Object.fromEntries(parts.map(part => [part, `${row[part]}`]));
}
