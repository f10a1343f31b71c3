import {
  AUTHORITY_ORDER,
  chooseAuthority,
  LedgerCount,
  ledgerCounts,
  Testimony,
  UNKNOWN,
  Vantage,
} from '@modelyard/llm-measures';
import { Cell } from './Cells';
import { UsageAuthority } from './UsageReader';

/** The counts by whose authority money counts: those that most prices are for, first. */
const PRICED: readonly LedgerCount[] = [
  'outputTokens',
  'inputTokens',
  'requests',
  ...ledgerCounts,
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
    const { cells, order = AUTHORITY_ORDER, compare } = options;
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
      for (const [count, testimonies] of counts) {
        const authority = chooseAuthority({ testimonies, order });
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
