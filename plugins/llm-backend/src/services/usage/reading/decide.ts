import {
  Authority,
  authorityOrderOf,
  chooseAuthority,
  LedgerCount,
  ledgerCounts,
  Testimony,
  UNKNOWN,
  usageCounts,
  Vantage,
  wholeOfCheck,
} from '@modelyard/llm-measures';
import { Cell } from './Cells';
import { UsageAuthority } from './UsageReader';

/** The counts by whose authority money counts: those that most prices are for, first. */
const PRICED: readonly LedgerCount[] = [
  'outputTokens',
  'inputTokens',
  'requests',
  ...usageCounts,
];

/** Whose figures count, by model and count. */
export class Decisions {
  readonly #byModel = new Map<string, Map<LedgerCount, UsageAuthority>>();

  /**
   * Decides by what the sources say of the whole span.
   *
   * @param options - `cells` are told apart by model and source; `compare` says whether what the others say is worth telling
   */
  static from(options: {
    cells: readonly Cell[];
    order?: readonly Vantage[];
    compare: boolean;
  }) {
    return new Decisions(options);
  }

  private constructor(options: {
    cells: readonly Cell[];
    order?: readonly Vantage[];
    compare: boolean;
  }) {
    const { cells, order, compare } = options;
    const said = new Map<string, Map<LedgerCount, Testimony[]>>();
    for (const { parts, vantage, counts } of cells) {
      const model = parts.model ?? UNKNOWN;
      const source = parts.source ?? UNKNOWN;
      const ofModel = said.get(model) ?? new Map<LedgerCount, Testimony[]>();
      said.set(model, ofModel);
      for (const [count, { increase }] of counts) {
        const testimonies = ofModel.get(count) ?? [];
        ofModel.set(count, testimonies);
        testimonies.push({ source, vantage, increase });
      }
    }
    for (const [model, counts] of said) {
      const decided = new Map<LedgerCount, UsageAuthority>();
      for (const count of counts.keys()) {
        const authority = authorityOf(counts, count, order);
        if (authority) {
          const { vantage, sources, others } = authority;
          decided.set(count, {
            model,
            count,
            vantage,
            sources,
            others: compare ? others : [],
          });
        }
      }
      this.#byModel.set(model, decided);
    }
  }

  counts(cell: Cell, count: LedgerCount): boolean {
    const decided = this.#byModel.get(cell.parts.model ?? UNKNOWN);
    return decided?.get(count)?.vantage === cell.vantage;
  }

  /** The vantage whose money counts. */
  moneyVantage(model: string): Vantage | undefined {
    const decided = this.#byModel.get(model);
    const count = PRICED.find(name => decided?.has(name));
    return count && decided?.get(count)?.vantage;
  }

  list(): UsageAuthority[] {
    return [...this.#byModel]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, decided]) =>
        ledgerCounts.flatMap(count => decided.get(count) ?? []),
      );
  }
}

/**
 * What became of checks is told by whoever counts how many there were: a share of the one's by the other's would be of nothing.
 */
function authorityOf(
  said: ReadonlyMap<LedgerCount, readonly Testimony[]>,
  count: LedgerCount,
  order: readonly Vantage[] = authorityOrderOf(count),
): Authority | undefined {
  const testimonies = said.get(count) ?? [];
  const whole = wholeOfCheck(count);
  const lead = whole && authorityOf(said, whole, order)?.vantage;
  if (!lead) {
    return chooseAuthority({ testimonies, order });
  }
  const authority = chooseAuthority({
    testimonies,
    order: [lead, ...order.filter(each => each !== lead)],
  });
  return authority?.vantage === lead ? authority : undefined;
}
