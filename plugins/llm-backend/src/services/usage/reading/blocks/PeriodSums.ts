import {
  LedgerCount,
  LedgerKeyPart,
  ledgerCounts,
  Vantage,
} from '@modelyard/llm-measures';
import { DAY_HOURS, PARTIAL } from '../../tables/units';
import { Cell, CellCount, periodOfRow } from '../Cells';
import { SumRow } from '../selectSums';
import { UsageStep } from '../UsageReader';
import { WantedBlock } from './BlockStore';
import { GroupEdges } from './GroupEdges';
import { GroupMoney } from './GroupMoney';
import { UsageBlock } from './UsageBlock';
import { UsageKeys } from './UsageKeys';

const EXACT = { unseen: 0, startEdge: 0, endEdge: 0 };

/** What one count comes to in each group. */
interface CountSums {
  readonly values: Float64Array;
  readonly rows: Int32Array;
}

/** The sums of one period, by group. */
export class PeriodSums {
  readonly #rows: Int32Array;
  readonly #bits: Uint8Array;
  readonly #unpriced: Uint8Array;
  readonly #counts = new Map<number, CountSums>();
  readonly #edges = GroupEdges.create();
  readonly #money = GroupMoney.create();

  static create(groups: number) {
    return new PeriodSums(groups);
  }

  private constructor(groups: number) {
    this.#rows = new Int32Array(groups);
    this.#bits = new Uint8Array(groups);
    this.#unpriced = new Uint8Array(groups);
  }

  add(block: UsageBlock, groupOf: Int32Array, wanted: WantedBlock): void {
    const { places, qualifiers, unpriced, counts } = block;
    const { length } = places;
    for (let row = 0; row < length; row += 1) {
      const group = groupOf[places[row]];
      if (group >= 0) {
        this.#rows[group] += 1;
        this.#bits[group] |= qualifiers[row];
        this.#unpriced[group] |= unpriced[row];
      }
    }
    for (const [count, column] of counts) {
      const sums = this.#sumsOf(count);
      for (let row = 0; row < length; row += 1) {
        const group = groupOf[places[row]];
        const value = column[row];
        if (group >= 0 && !Number.isNaN(value)) {
          sums.values[group] += value;
          sums.rows[group] += 1;
        }
      }
    }
    const hours = wanted.kind === 'hour' ? 1 : DAY_HOURS;
    this.#edges.add(block.edges, groupOf, wanted.period * hours, hours);
    this.#money.add(block.money, groupOf);
  }

  emit(options: {
    keys: UsageKeys;
    parts: readonly LedgerKeyPart[];
    samples: readonly number[];
    step: UsageStep;
    period: number | undefined;
    cells: Cell[];
    money: SumRow[];
  }): void {
    const { keys, parts, samples, step, cells, money } = options;
    const period: SumRow =
      options.period === undefined ? {} : { period: options.period };
    const edges = this.#edges.finish();
    for (const [group, place] of samples.entries()) {
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
          ...periodOfRow(step, period),
          parts: Object.fromEntries(
            parts.map(part => [part, keys.valueOf(part, place)]),
          ),
          vantage: keys.valueOf('vantage', place) as Vantage,
          counts,
          unpriced: this.#unpriced[group] > 0,
        });
      }
    }
    for (const { group, ...amount } of this.#money.list()) {
      const place = samples[group];
      money.push({
        ...amount,
        ...Object.fromEntries(
          parts.map(part => [part, keys.valueOf(part, place)]),
        ),
        vantage: keys.valueOf('vantage', place),
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
