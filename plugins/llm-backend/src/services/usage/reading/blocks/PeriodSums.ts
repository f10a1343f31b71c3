import { LedgerCount, ledgerCounts } from '@modelyard/llm-measures';
import { DAY_HOURS, PARTIAL } from '../../tables/units';
import { Cell, CellCount, periodOfRow } from '../Cells';
import { SumRow } from '../selectSums';
import { UsageStep } from '../UsageReader';
import { WantedBlock } from './BlockStore';
import { GroupEdges } from './GroupEdges';
import { GroupMoney } from './GroupMoney';
import { UsageBlock } from './UsageBlock';

const EXACT = { unseen: 0, startEdge: 0, endEdge: 0 };

/** What one count comes to in each group. */
interface CountSums {
  readonly values: Float64Array;
  readonly rows: Int32Array;
}

/** What the keys of a group have in common. */
export type CellGroup = Pick<Cell, 'parts' | 'vantage'>;

/** Room to work in, for as many rows as the largest block has: to make it anew for each block would take most of the time. */
export interface Scratch {
  readonly meant: Int32Array;
  readonly groups: Int32Array;
}

/** The sums of one period, by group. */
export class PeriodSums {
  readonly #scratch: Scratch;
  readonly #rows: Int32Array;
  readonly #bits: Uint8Array;
  readonly #unpriced: Uint8Array;
  readonly #counts = new Map<number, CountSums>();
  readonly #edges = GroupEdges.create();
  readonly #money = GroupMoney.create();

  static create(groups: number, scratch: Scratch) {
    return new PeriodSums(groups, scratch);
  }

  private constructor(groups: number, scratch: Scratch) {
    this.#scratch = scratch;
    this.#rows = new Int32Array(groups);
    this.#bits = new Uint8Array(groups);
    this.#unpriced = new Uint8Array(groups);
  }

  add(block: UsageBlock, groupOf: Int32Array, wanted: WantedBlock): void {
    const { places, qualifiers, unpriced, counts } = block;
    // Often few rows are meant: they are looked for once, and not for each count.
    const { meant, groups } = this.#scratch;
    let found = 0;
    for (let row = 0; row < places.length; row += 1) {
      const group = groupOf[places[row]];
      if (group >= 0) {
        meant[found] = row;
        groups[found] = group;
        found += 1;
        this.#rows[group] += 1;
        this.#bits[group] |= qualifiers[row];
        this.#unpriced[group] |= unpriced[row];
      }
    }
    for (const [count, column] of counts) {
      const { values, rows } = this.#sumsOf(count);
      for (let index = 0; index < found; index += 1) {
        const value = column[meant[index]];
        if (!Number.isNaN(value)) {
          values[groups[index]] += value;
          rows[groups[index]] += 1;
        }
      }
    }
    const hours = wanted.kind === 'hour' ? 1 : DAY_HOURS;
    this.#edges.add(block.edges, groupOf, wanted.period * hours, hours);
    this.#money.add(block.money, groupOf);
  }

  /** Tells the sums of the period. */
  emit(options: {
    groups: readonly CellGroup[];
    step: UsageStep;
    period: number | undefined;
    cells: Cell[];
    money: SumRow[];
  }): void {
    const { groups, step, cells, money } = options;
    const period: SumRow =
      options.period === undefined ? {} : { period: options.period };
    const time = periodOfRow(step, period);
    const edges = this.#edges.finish();
    for (const [group, { parts, vantage }] of groups.entries()) {
      if (this.#rows[group] > 0) {
        const counts = new Map<LedgerCount, CellCount>();
        for (const [count, { values, rows }] of this.#counts) {
          if (rows[group] > 0) {
            const lacking = rows[group] < this.#rows[group] ? PARTIAL : 0;
            counts.set(ledgerCounts[count], {
              increase: {
                ...(edges.get(group)?.get(count) ?? EXACT),
                value: values[group],
              },
              bits: this.#bits[group] | lacking,
            });
          }
        }
        cells.push({
          ...time,
          parts,
          vantage,
          counts,
          unpriced: this.#unpriced[group] > 0,
        });
      }
    }
    for (const { group, ...amount } of this.#money.list()) {
      const { parts, vantage } = groups[group];
      money.push({
        ...amount,
        ...parts,
        vantage,
        ...period,
      });
    }
  }

  #sumsOf(count: number): CountSums {
    const known = this.#counts.get(count);
    if (known) {
      return known;
    }
    const { length } = this.#rows;
    const sums = {
      values: new Float64Array(length),
      rows: new Int32Array(length),
    };
    this.#counts.set(count, sums);
    return sums;
  }
}
