import {
  addIncreases,
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

/** What sources say of a model, by count and source. */
type Testimonies = Map<LedgerCount, Map<string, Testimony>>;

/** Adds what a source says of one period to what it said of others. */
function addTestimony(
  ofModel: Testimonies,
  count: LedgerCount,
  { source, vantage, increase }: Testimony,
): void {
  const ofCount = ofModel.get(count) ?? new Map<string, Testimony>();
  ofModel.set(count, ofCount);
  const witness = `${vantage} ${source}`;
  const before = ofCount.get(witness);
  ofCount.set(witness, {
    source,
    vantage,
    increase: before ? addIncreases([before.increase, increase]) : increase,
  });
}

/** What sources say, by model. */
function listen(cells: readonly Cell[]): Map<string, Testimonies> {
  const said = new Map<string, Testimonies>();
  for (const { parts, vantage, counts } of cells) {
    const model = parts.model ?? UNKNOWN;
    const source = parts.source ?? UNKNOWN;
    const ofModel: Testimonies = said.get(model) ?? new Map();
    said.set(model, ofModel);
    for (const [count, { increase }] of counts) {
      addTestimony(ofModel, count, { source, vantage, increase });
    }
  }
  return said;
}

/** Adds what some say of whom the others say nothing. */
function addMissing(
  said: Map<string, Testimonies>,
  others: ReadonlyMap<string, Testimonies>,
): void {
  for (const [model, counts] of others) {
    const ofModel: Testimonies = said.get(model) ?? new Map();
    said.set(model, ofModel);
    for (const [count, witnesses] of counts) {
      // What is said of all comes later, and so takes the place of what is said of a part.
      ofModel.set(
        count,
        new Map([...witnesses, ...(ofModel.get(count) ?? [])]),
      );
    }
  }
}

/** Whose figures count, by model and count. */
export class Decisions {
  readonly #byModel = new Map<string, Map<LedgerCount, UsageAuthority>>();
  readonly #partial = new Map<string, Set<LedgerCount>>();

  /**
   * Decides by what the sources say of the whole span.
   *
   * @param options - `cells` are told apart by model and source; `besides` are of a part of it, and decide where nothing is said of
   * all: what the others say is not worth telling then
   */
  static from(options: {
    cells: readonly Cell[];
    besides?: readonly Cell[];
    order?: readonly Vantage[];
  }) {
    return new Decisions(options);
  }

  private constructor(options: {
    cells: readonly Cell[];
    besides?: readonly Cell[];
    order?: readonly Vantage[];
  }) {
    const { cells, besides, order } = options;
    const said = listen(cells);
    if (besides) {
      addMissing(said, listen(besides));
    }
    for (const [model, counts] of said) {
      const decided = new Map<LedgerCount, UsageAuthority>();
      const partial = new Set<LedgerCount>();
      for (const count of counts.keys()) {
        const authority = authorityOf(counts, count, order);
        if (authority) {
          const { vantage, sources, others } = authority;
          decided.set(count, {
            model,
            count,
            vantage,
            sources,
            others: besides ? [] : others,
          });
          if (authority.partial) {
            partial.add(count);
          }
        }
      }
      this.#byModel.set(model, decided);
      this.#partial.set(model, partial);
    }
  }

  /** Whether calls may be missing: applications told of themselves in two ways that differ, and nobody else saw them. */
  isPartial(model: string, count: LedgerCount): boolean {
    return this.#partial.get(model)?.has(count) ?? false;
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
  said: Testimonies,
  count: LedgerCount,
  order: readonly Vantage[] = authorityOrderOf(count),
): Authority | undefined {
  const testimonies = [...(said.get(count)?.values() ?? [])];
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
