import { BlockMoney } from './UsageBlock';

const WHOLE = 1e9;
/** Sums are carried over long before whole numbers would lose their last digit. */
const CARRY = 1e15;
/** More prices than there will ever be. */
const PRICES = 2 ** 24;

interface Amount {
  units: number;
  nano: number;
  atto: number;
}

/** Adds amounts up, by group and price. Each part of an amount stays a whole number, so that nothing is rounded. */
export class GroupMoney {
  readonly #sums = new Map<number, Amount>();

  static create() {
    return new GroupMoney();
  }

  private constructor() {}

  add(money: BlockMoney, groupOf: Int32Array): void {
    const { places, prices, units, nano, atto } = money;
    let name = -1;
    let sum: Amount = { units: 0, nano: 0, atto: 0 };
    for (let row = 0; row < places.length; row += 1) {
      const group = groupOf[places[row]];
      if (group >= 0) {
        const next = group * PRICES + prices[row];
        if (next !== name) {
          name = next;
          sum = this.#sumOf(name);
        }
        sum.units += units[row];
        sum.nano += nano[row];
        sum.atto += atto[row];
        if (sum.atto > CARRY) {
          const whole = Math.floor(sum.atto / WHOLE);
          sum.nano += whole;
          sum.atto -= whole * WHOLE;
        }
        if (sum.nano > CARRY) {
          const whole = Math.floor(sum.nano / WHOLE);
          sum.units += whole;
          sum.nano -= whole * WHOLE;
        }
      }
    }
  }

  /** As the tables would tell them. */
  list() {
    return [...this.#sums].map(([name, { units, nano, atto }]) => ({
      group: Math.floor(name / PRICES),
      price_id: name % PRICES,
      units: `${units}`,
      nano: `${nano}`,
      atto: `${atto}`,
    }));
  }

  #sumOf(name: number): Amount {
    const known = this.#sums.get(name);
    if (known) {
      return known;
    }
    const sum = { units: 0, nano: 0, atto: 0 };
    this.#sums.set(name, sum);
    return sum;
  }
}
