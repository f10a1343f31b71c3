import { Knex } from 'knex';
import { DAY_HOURS } from '../../tables/units';
import { SpanPlan } from '../planSpan';
import { BlockKind, readBlock, UsageBlock } from './UsageBlock';
import { UsageKeys } from './UsageKeys';

/** What a row of a block takes in memory, to tell beforehand whether blocks fit. */
const ROW_BYTES = 100;
/** Open hours change all the time: what came in during the last seconds may be missing from an answer. */
const OPEN_MS = 10_000;

/** A block, and what its tables said when it was read. */
interface Held {
  readonly version: string;
  readonly at: number;
  block: Promise<UsageBlock>;
  bytes: number;
}

/** A block of a span that is to be read. */
export interface WantedBlock {
  readonly kind: BlockKind;
  /** Number of the hour or day. */
  readonly period: number;
  /** Changes when the tables change; absent for an hour that is open. */
  readonly version?: string;
}

/**
 * Holds hours and days in memory that questions about many keys have asked for, the least recently used of them going first.
 * Every question looks up whether what is held is still what the tables say: days have been rolled up anew, or closed hours were
 * corrected, by whichever replica.
 */
export class BlockStore {
  readonly keys: UsageKeys;
  readonly #knex: Knex;
  readonly #most: number;
  readonly #now: () => number;
  readonly #held = new Map<string, Held>();
  #bytes = 0;

  /** @param options - `bytes` that blocks may take together; none where it is 0 */
  static create(options: { knex: Knex; bytes: number; now?: () => number }) {
    return new BlockStore(options);
  }

  private constructor(options: {
    knex: Knex;
    bytes: number;
    now?: () => number;
  }) {
    this.#knex = options.knex;
    this.#most = options.bytes;
    this.#now = options.now ?? Date.now;
    this.keys = UsageKeys.create(options);
  }

  /**
   * Finds out which blocks a span is made of.
   *
   * @param options - `totals` where consumers need not be told apart
   * @returns In the order of time; undefined where they would not fit into memory
   */
  async plan(
    { days, hours, versions }: SpanPlan,
    options: { totals: boolean },
  ): Promise<WantedBlock[] | undefined> {
    const { totals } = options;
    const kind = totals ? 'dayTotals' : 'day';
    const blocks: Array<WantedBlock & { start: number }> = days.map(day => ({
      kind,
      period: day,
      version: `${versions.get(day)}`,
      start: day * DAY_HOURS,
    }));
    for (const [from, to] of hours) {
      const found = await this.#hourVersions(from, to);
      found.forEach((version, hour) =>
        blocks.push({
          kind: 'hour',
          period: hour,
          start: hour,
          ...(version !== undefined && { version }),
        }),
      );
    }
    const rows = await this.#countRows(blocks, totals);
    return rows * ROW_BYTES <= this.#most
      ? blocks.sort((a, b) => a.start - b.start)
      : undefined;
  }

  /** A block as it is held, or read now. */
  read({ kind, period, version }: WantedBlock): Promise<UsageBlock> {
    const name = `${kind}/${period}`;
    const held = this.#held.get(name);
    const fresh =
      held &&
      (version === undefined
        ? held.version === '' && this.#now() - held.at < OPEN_MS
        : held.version === version);
    if (held && fresh) {
      this.#held.delete(name);
      this.#held.set(name, held);
      return held.block;
    }
    this.#drop(name);
    const block = readBlock(this.#knex, this.keys, kind, period);
    const next: Held = {
      version: version ?? '',
      at: this.#now(),
      block,
      bytes: 0,
    };
    this.#held.set(name, next);
    block.then(
      ({ bytes }) => {
        if (this.#held.get(name) === next) {
          next.bytes = bytes;
          this.#bytes += bytes;
          this.#makeRoom();
        }
      },
      () => {
        if (this.#held.get(name) === next) {
          this.#drop(name);
        }
      },
    );
    return block;
  }

  #makeRoom(): void {
    for (const name of this.#held.keys()) {
      if (this.#bytes <= this.#most) {
        return;
      }
      this.#drop(name);
    }
  }

  #drop(name: string): void {
    this.#bytes -= this.#held.get(name)?.bytes ?? 0;
    this.#held.delete(name);
  }

  /** Of closed hours what was corrected so far; undefined for those that are open. Hours in which nothing was are left out. */
  async #hourVersions(
    from: number,
    to: number,
  ): Promise<Map<number, string | undefined>> {
    const states: Array<{ hour: number; closed_at: number | null }> =
      await this.#knex('llm_usage_hour_states')
        .where('hour', '>=', from)
        .andWhere('hour', '<', to)
        .select('hour', 'closed_at');
    const corrections: Array<{
      hour: number;
      n: number | string;
      last: number | string;
    }> = await this.#knex('llm_usage_corrections')
      .where('hour', '>=', from)
      .andWhere('hour', '<', to)
      .groupBy('hour')
      .select(
        'hour',
        this.#knex.raw('COUNT(*) AS n'),
        this.#knex.raw('MAX(id) AS last'),
      );
    const corrected = new Map(
      corrections.map(({ hour, n, last }) => [hour, `${n}/${last}`]),
    );
    return new Map(
      states.map(({ hour, closed_at }) => [
        hour,
        closed_at === null
          ? undefined
          : `${closed_at} ${corrected.get(hour) ?? ''}`,
      ]),
    );
  }

  /** About how many rows blocks have: as many in each as there are keys, at most. */
  async #countRows(
    blocks: readonly WantedBlock[],
    totals: boolean,
  ): Promise<number> {
    const [keys] = await this.#knex('llm_usage_keys').select(
      this.#knex.raw('COUNT(*) AS n'),
      this.#knex.raw('COUNT(total_id) AS consumers'),
    );
    const consumers = Number(keys.consumers);
    const ofDay = totals ? Number(keys.n) - consumers : consumers;
    return blocks.reduce(
      (sum, { kind }) => sum + (kind === 'hour' ? consumers : ofDay),
      0,
    );
  }
}
