import { LlmBaseline } from '@modelyard/plugin-llm-common';
import { Knex } from 'knex';

/** A deployment with the version that it serves. */
export interface BaselinePlace {
  /** Full ref of the Model. */
  readonly model: string;
  readonly version: string;
  readonly deployment: string;
}

/** A row as both databases give it; numbers of 64 bits are text in PostgreSQL. */
interface BaselineRow {
  readonly id: string;
  readonly model: string;
  readonly version: string;
  readonly deployment: string;
  readonly tool: LlmBaseline['tool'];
  readonly ran_at: number | string;
  readonly recorded_at: number | string;
  readonly recorded_by: string;
  readonly digest: string;
  readonly tokens_per_second: number;
  readonly time_to_first_token_p95: number | null;
  readonly inter_token_p95: number | null;
  readonly conditions: string;
  readonly note: string | null;
}

const TABLE = 'llm_baselines';

/** Nobody looks through more; those that count are the latest. */
const MOST = 500;

/** The table of baselines, to which rows are only added. */
export class BaselineStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }) {
    return new BaselineStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Adds one; where one of its id is there, that one stays. Gives what is there then. */
  async add(baseline: LlmBaseline): Promise<LlmBaseline> {
    await this.#knex<BaselineRow>(TABLE)
      .insert(toRow(baseline))
      .onConflict('id')
      .ignore();
    const row = await this.#knex<BaselineRow>(TABLE)
      .where({ id: baseline.id })
      .first();
    if (!row) {
      throw new Error(`A row of ${TABLE} is gone that was just written`);
    }
    return toBaseline(row);
  }

  /** Those of a model, the latest recorded first. */
  async list(model: string): Promise<LlmBaseline[]> {
    return this.#select({ model }, MOST);
  }

  /** The latest recorded one of a deployment and a version. */
  async latest(place: BaselinePlace): Promise<LlmBaseline | undefined> {
    const { model, version, deployment } = place;
    const [latest] = await this.#select({ model, version, deployment }, 1);
    return latest;
  }

  async #select(
    where: Partial<BaselinePlace>,
    most: number,
  ): Promise<LlmBaseline[]> {
    const rows: BaselineRow[] = await this.#knex<BaselineRow>(TABLE)
      .where(where)
      .orderBy([
        { column: 'recorded_at', order: 'desc' },
        { column: 'id', order: 'asc' },
      ])
      .limit(most);
    return rows.map(toBaseline);
  }
}

function toRow(baseline: LlmBaseline): BaselineRow {
  return {
    id: baseline.id,
    model: baseline.model,
    version: baseline.version,
    deployment: baseline.deployment,
    tool: baseline.tool,
    ran_at: Date.parse(baseline.ranAt),
    recorded_at: Date.parse(baseline.recordedAt),
    recorded_by: baseline.recordedBy,
    digest: baseline.digest,
    tokens_per_second: baseline.tokensPerSecond,
    time_to_first_token_p95: baseline.timeToFirstTokenP95 ?? null,
    inter_token_p95: baseline.interTokenP95 ?? null,
    conditions: JSON.stringify(baseline.conditions),
    note: baseline.note ?? null,
  };
}

function toBaseline(row: BaselineRow): LlmBaseline {
  const { time_to_first_token_p95: first, inter_token_p95: between } = row;
  return {
    id: row.id,
    model: row.model,
    version: row.version,
    deployment: row.deployment,
    tool: row.tool,
    ranAt: new Date(Number(row.ran_at)).toISOString(),
    recordedAt: new Date(Number(row.recorded_at)).toISOString(),
    recordedBy: row.recorded_by,
    digest: row.digest,
    tokensPerSecond: row.tokens_per_second,
    ...(first !== null && { timeToFirstTokenP95: first }),
    ...(between !== null && { interTokenP95: between }),
    conditions: JSON.parse(row.conditions),
    ...(row.note !== null && { note: row.note }),
  };
}
