import { InputError } from '@backstage/errors';
import {
  addAmounts,
  addIncreases,
  LedgerCount,
  LedgerKeyPart,
  ledgerKeyParts,
  LedgerMoney,
  UNKNOWN,
  vantages,
} from '@modelyard/llm-measures';
import { Knex } from 'knex';
import { fromExactParts } from '../tables/exactParts';
import { letOthersRun } from '../tables/letOthersRun';
import { HOUR_MS, PARTIAL, qualifiersOfBits } from '../tables/units';
import { Cell, CellCount, Cells, partsOfRow, periodOfRow } from './Cells';
import { Decisions } from './decide';
import { planSpan, SpanPlan } from './planSpan';
import { readCoverage } from './readCoverage';
import { sumHistograms } from './sumHistograms';
import {
  piecesOf,
  selectBuckets,
  selectChecks,
  selectCounts,
  selectEdges,
  Selection,
  selectMoney,
  SumRow,
  withKeys,
} from './selectSums';
import {
  SourceCoverage,
  UsageAnswer,
  UsageCountSum,
  UsageHistogram,
  UsageQuestion,
  UsageReader,
  UsageSum,
} from './UsageReader';

/** What a sum is put together from. */
interface Group {
  readonly period?: string;
  readonly key: UsageSum['key'];
  readonly cells: Cell[];
  readonly money: LedgerMoney[];
}

/** Reads usage from days where they are kept, and from hours for the rest. */
export class DatabaseUsageReader implements UsageReader {
  readonly #knex: Knex;
  readonly #now: () => number;

  static create(options: { knex: Knex; now?: () => number }) {
    return new DatabaseUsageReader(options.knex, options.now ?? Date.now);
  }

  private constructor(knex: Knex, now: () => number) {
    this.#knex = knex;
    this.#now = now;
  }

  async read(question: UsageQuestion): Promise<UsageAnswer> {
    const { step, by, where = {} } = question;
    const plan = await planSpan(this.#knex, question);
    // Whose figures count is decided by model; what a count means, and whether it is lacking, depends on the operation.
    const parts = withParts(by, ['model', 'operation', 'source']);
    const selection = await withKeys(this.#knex, { plan, step, parts, where });
    const cells = await this.#cells(question, selection);
    const decisions = await this.#decide(question, selection, cells);
    const coverage = await readCoverage(this.#knex, plan, this.#now());
    const groups = groupCells(by, cells);
    if (question.of !== 'checks') {
      await this.#addMoney(selection, by, decisions, groups);
    }
    return {
      sums: [...groups]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([, group]) => sumOf(group, decisions, coverage)),
      authorities: decisions.list(),
      coverage,
      closed: await this.#isClosed(plan),
    };
  }

  async readHistograms(
    question: UsageQuestion & { readonly series: string },
  ): Promise<UsageHistogram[]> {
    const { step, by, where = {}, series, order } = question;
    if (by.includes('consumer') || where.consumer) {
      throw new InputError('Histograms of usage are not kept by consumer');
    }
    const plan = await planSpan(this.#knex, question);
    const parts = withParts(by, ['model']);
    const selection = await withKeys(this.#knex, { plan, step, parts, where });
    const rows = await this.#collect(selection, piece =>
      selectBuckets(this.#knex, selection, piece, series),
    );
    const scales: Array<{ id: number; bounds: string }> = await this.#knex(
      'llm_usage_scales',
    )
      .where({ series })
      .select('id', 'bounds');
    return sumHistograms({
      rows,
      by,
      step,
      ...(order && { order }),
      bounds: new Map(scales.map(({ id, bounds }) => [id, JSON.parse(bounds)])),
    });
  }

  async #cells(
    { of: asked }: UsageQuestion,
    selection: Selection,
  ): Promise<Cell[]> {
    const cells = Cells.create(selection);
    if (asked === 'checks') {
      cells.addChecks(
        await this.#collect(selection, piece =>
          selectChecks(this.#knex, selection, piece),
        ),
      );
    } else {
      cells.addCounts(
        await this.#collect(selection, piece =>
          selectCounts(this.#knex, selection, piece),
        ),
      );
    }
    cells.addEdges(await selectEdges(this.#knex, selection));
    return cells.list();
  }

  async #collect(
    selection: Selection,
    select: (piece: ReturnType<typeof piecesOf>[number]) => Knex.QueryBuilder,
  ): Promise<SumRow[]> {
    const rows: SumRow[] = [];
    for (const piece of piecesOf(this.#knex, selection)) {
      rows.push(...(await select(piece)));
      await letOthersRun();
    }
    return rows;
  }

  /**
   * Consumers are not seen from everywhere: whose figures count is decided by those of all. Of a span with days that are kept they
   * decide, and beside them what was found.
   */
  async #decide(
    question: UsageQuestion,
    selection: Selection,
    found: readonly Cell[],
  ): Promise<Decisions> {
    const { order } = question;
    const { plan, where } = selection;
    if (!where.consumer) {
      return Decisions.from({
        cells: found,
        compare: true,
        ...(order && { order }),
      });
    }
    const { consumer, ...rest } = where;
    const all = await this.#cells(
      question,
      await withKeys(this.#knex, {
        plan: plan.days.length > 0 ? { ...plan, hours: [] } : plan,
        step: 'total',
        parts: ['model', 'source'],
        where: rest,
      }),
    );
    return Decisions.from({
      cells: [...all, ...found],
      compare: false,
      ...(order && { order }),
    });
  }

  async #addMoney(
    selection: Selection,
    by: readonly LedgerKeyPart[],
    decisions: Decisions,
    groups: Map<string, Group>,
  ): Promise<void> {
    const rows = await this.#collect(selection, piece =>
      selectMoney(this.#knex, selection, piece),
    );
    const prices: Array<{ id: number; name: string; currency: string }> =
      await this.#knex('llm_usage_prices')
        .whereIn('id', [...new Set(rows.map(row => Number(row.price_id)))])
        .select('id', 'name', 'currency');
    const priceOf = new Map(prices.map(price => [price.id, price]));
    for (const row of rows) {
      const price = priceOf.get(Number(row.price_id));
      const counts =
        decisions.moneyVantage(`${row.model}`) === `${row.vantage}`;
      if (price && counts) {
        const { period } = periodOfRow(selection.step, row);
        const text = groupText(by, period, partsOfRow(by, row));
        groups.get(text)?.money.push({
          amount: fromExactParts(
            {
              units: `${row.units}`,
              nano: `${row.nano}`,
              atto: `${row.atto}`,
            },
            price.currency,
          ),
          priceIds: [price.name],
        });
      }
    }
  }

  async #isClosed({ from, to }: SpanPlan): Promise<boolean> {
    if (to * HOUR_MS > this.#now()) {
      return false;
    }
    const open = await this.#knex('llm_usage_hour_states')
      .where('hour', '>=', from)
      .andWhere('hour', '<', to)
      .whereNull('closed_at')
      .first('hour');
    return open === undefined;
  }
}

function withParts(
  by: readonly LedgerKeyPart[],
  needed: readonly LedgerKeyPart[],
): LedgerKeyPart[] {
  return ledgerKeyParts.filter(
    part => by.includes(part) || needed.includes(part),
  );
}

function groupText(
  by: readonly LedgerKeyPart[],
  period: string | undefined,
  parts: UsageSum['key'],
): string {
  return JSON.stringify([period ?? '', ...by.map(part => parts[part])]);
}

function groupCells(
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

/** Nothing where all that was found was seen from elsewhere than where it counts. */
function sumOf(
  { period, key, cells, money }: Group,
  decisions: Decisions,
  coverage: readonly SourceCoverage[],
): UsageSum[] {
  const lacking = new Set(
    coverage.flatMap(each => (each.missingHours > 0 ? [each.source] : [])),
  );
  const found = new Map<LedgerCount, Array<[Cell, CellCount]>>();
  for (const cell of cells) {
    for (const [name, count] of cell.counts) {
      if (decisions.counts(cell, name)) {
        const list = found.get(name) ?? [];
        found.set(name, list);
        list.push([cell, count]);
      }
    }
  }
  if (found.size === 0) {
    return [];
  }
  const counts = [...found].map(
    ([name, list]): [LedgerCount, UsageCountSum] => {
      const bits = list.reduce(
        (all, [{ parts }, count]) =>
          all |
          count.bits |
          (lacking.has(parts.source ?? UNKNOWN) ? PARTIAL : 0),
        0,
      );
      const seen = new Set(list.map(([{ vantage }]) => vantage));
      return [
        name,
        {
          increase: addIncreases(list.map(([, { increase }]) => increase)),
          vantages: vantages.filter(each => seen.has(each)),
          qualifiers: qualifiersOfBits(bits),
        },
      ];
    },
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
