import { InputError } from '@backstage/errors';
import { LedgerKeyPart, ledgerKeyParts } from '@modelyard/llm-measures';
import { Knex } from 'knex';
import { letOthersRun } from '../tables/letOthersRun';
import { HOUR_MS } from '../tables/units';
import { addMoney, UsedPrice } from './addMoney';
import { BlockStore } from './blocks/BlockStore';
import { BlockSums, sumBlocks } from './blocks/sumBlocks';
import { Cell, Cells } from './Cells';
import { Decisions } from './decide';
import { planSpan, SpanPlan } from './planSpan';
import { readCoverage } from './readCoverage';
import { Group, groupCells, sumOf } from './sumCells';
import { sumHistograms } from './sumHistograms';
import {
  needsConsumers,
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
  UsageAnswer,
  UsageHistogram,
  UsageQuestion,
  UsageReader,
  UsageStep,
} from './UsageReader';

/** Reads usage from days where they are kept, and from hours for the rest. */
export class DatabaseUsageReader implements UsageReader {
  readonly #knex: Knex;
  readonly #blocks: BlockStore;
  readonly #fewKeys: number | undefined;
  readonly #now: () => number;

  /**
   * @param options - `memoryBytes` may hold hours and days that are asked for, none where it is 0; `fewKeys` are looked for one by
   * one, of more all are read
   */
  static create(options: {
    knex: Knex;
    memoryBytes?: number;
    fewKeys?: number;
    now?: () => number;
  }) {
    return new DatabaseUsageReader(options);
  }

  private constructor(options: {
    knex: Knex;
    memoryBytes?: number;
    fewKeys?: number;
    now?: () => number;
  }) {
    const { knex, memoryBytes = 0, now = Date.now } = options;
    this.#knex = knex;
    this.#blocks = BlockStore.create({ knex, bytes: memoryBytes });
    // Without memory for them, to look for keys one by one pays longer.
    this.#fewKeys = options.fewKeys ?? (memoryBytes > 0 ? undefined : 500);
    this.#now = now;
  }

  async read(question: UsageQuestion): Promise<UsageAnswer> {
    const { step, by, where = {} } = question;
    const plan = await planSpan(this.#knex, question);
    // Whose figures count is decided by model; what a count means, and whether it is lacking, depends on the operation.
    const parts = withParts(by, ['model', 'operation', 'source']);
    const selection = await this.#select({ plan, step, parts, where });
    const { cells, money } = await this.#sums(question, selection);
    const decisions = await this.#decide(question, selection, cells);
    const coverage = await readCoverage(this.#knex, plan, this.#now());
    await letOthersRun();
    const groups = groupCells(by, cells);
    await letOthersRun();
    await this.#addMoney(money, { step, by, decisions, groups });
    await letOthersRun();
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
    const selection = await this.#select({ plan, step, parts, where });
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

  #select(selection: Selection): Promise<Selection> {
    return withKeys(this.#knex, selection, this.#fewKeys);
  }

  /** From memory where many keys are asked for, and from the tables where there are few, or more than memory is for. */
  async #sums(
    question: UsageQuestion,
    selection: Selection,
    options: { money: boolean } = { money: true },
  ): Promise<BlockSums> {
    const { plan, step, keyIds } = selection;
    // Checks are few, and only in the tables.
    const checks = question.of === 'checks';
    const consumers = needsConsumers(selection);
    const blocks =
      keyIds || checks || step === 'hour'
        ? undefined
        : await this.#blocks.plan(plan, { totals: !consumers });
    if (blocks) {
      const store = this.#blocks;
      return sumBlocks({ ...selection, store, blocks, consumers });
    }
    return {
      cells: await this.#cells(question, selection),
      money:
        options.money && !checks
          ? await this.#collect(selection, piece =>
              selectMoney(this.#knex, selection, piece),
            )
          : [],
    };
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
      // There may be more than fit into the arguments of a call.
      const more: SumRow[] = await select(piece);
      more.forEach(row => rows.push(row));
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
        ...(order && { order }),
      });
    }
    const { consumer, ...rest } = where;
    const { cells: all } = await this.#sums(
      question,
      await this.#select({
        plan: plan.days.length > 0 ? { ...plan, hours: [] } : plan,
        step: 'total',
        parts: ['model', 'source'],
        where: rest,
      }),
      { money: false },
    );
    return Decisions.from({
      cells: all,
      besides: found,
      ...(order && { order }),
    });
  }

  async #addMoney(
    rows: readonly SumRow[],
    options: {
      step: UsageStep;
      by: readonly LedgerKeyPart[];
      decisions: Decisions;
      groups: Map<string, Group>;
    },
  ): Promise<void> {
    const prices: UsedPrice[] = await this.#knex('llm_usage_prices')
      .whereIn('id', [...new Set(rows.map(row => Number(row.price_id)))])
      .select('id', 'name', 'currency');
    addMoney(rows, {
      ...options,
      prices: new Map(prices.map(price => [price.id, price])),
    });
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
