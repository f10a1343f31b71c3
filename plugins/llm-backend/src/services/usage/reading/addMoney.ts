import { LedgerKeyPart } from '@modelyard/llm-measures';
import { fromExactParts } from '../tables/exactParts';
import { partsOfRow, periodOfRow } from './Cells';
import { Decisions } from './decide';
import { SumRow } from './selectSums';
import { Group, groupText } from './sumCells';
import { UsageStep } from './UsageReader';

/** A price by which hours were closed. */
export interface UsedPrice {
  readonly id: number;
  readonly name: string;
  readonly currency: string;
}

/** What a group costs by one price: amounts are put together once, since most of them have many rows. */
interface MoneySum {
  readonly group: string;
  readonly price: UsedPrice;
  units: bigint;
  nano: bigint;
  atto: bigint;
}

/** Gives groups what they cost, by those whose money counts. */
export function addMoney(
  rows: readonly SumRow[],
  options: {
    step: UsageStep;
    by: readonly LedgerKeyPart[];
    decisions: Decisions;
    groups: ReadonlyMap<string, Group>;
    prices: ReadonlyMap<number, UsedPrice>;
  },
): void {
  const { step, by, decisions, groups, prices } = options;
  const sums = new Map<string, MoneySum>();
  const times = new Map<SumRow[string], string | undefined>();
  for (const row of rows) {
    const price = prices.get(Number(row.price_id));
    const counts = decisions.moneyVantage(`${row.model}`) === `${row.vantage}`;
    if (price && counts) {
      if (!times.has(row.period)) {
        times.set(row.period, periodOfRow(step, row).period);
      }
      const group = groupText(by, times.get(row.period), partsOfRow(by, row));
      const text = `${price.id} ${group}`;
      const sum = sums.get(text) ?? {
        group,
        price,
        units: 0n,
        nano: 0n,
        atto: 0n,
      };
      sums.set(text, sum);
      sum.units += BigInt(`${row.units}`);
      sum.nano += BigInt(`${row.nano}`);
      sum.atto += BigInt(`${row.atto}`);
    }
  }
  for (const { group, price, units, nano, atto } of sums.values()) {
    groups.get(group)?.money.push({
      amount: fromExactParts(
        { units: `${units}`, nano: `${nano}`, atto: `${atto}` },
        price.currency,
      ),
      priceIds: [price.name],
    });
  }
}
