import { Knex } from 'knex';
import { DAY_HOURS } from '../../tables/units';
import { SpanPlan } from '../planSpan';
import { BlockKind, BlockTables, readBlock, UsageBlock } from './UsageBlock';
import { UsageKeys } from './UsageKeys';

/** What a row of a block takes in memory, to tell beforehand whether blocks fit. */
const ROW_BYTES = 100;
/**
 * Open hours change all the time. After some seconds they are read again while answers go on with what is held; what came in
 * during the last minute may so be missing.
 */
const OPEN_MS = { fresh: 10_000, usable: 60_000 };

/** How long the number of keys is taken to be the same. */
const COUNT_MS = 30_000;

/** A block, and what its tables said when it was read. */
interface Held {
  readonly version: string;
  readonly at: number;
  readonly block: Promise<UsageBlock>;
  bytes: number;
  /** Whether it is being read again. */
  renewed: boolean;
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
  readonly #tables: BlockTables;
  readonly #knex: Knex;
  readonly #most: number;
  readonly #now: () => number;
  readonly #held = new Map<string, Held>();
  #bytes = 0;
  #counted: { at: number; all: number; consumers: number } | undefined;

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
    this.#tables = { keys: this.keys, counts: new Set() };
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
  read(wanted: WantedBlock): Promise<UsageBlock> {
    const { kind, period, version } = wanted;
    const name = `${kind}/${period}`;
    const held = this.#held.get(name);
    const age = held && this.#now() - held.at;
    const usable =
      version === undefined
        ? held?.version === '' && Number(age) < OPEN_MS.usable
        : held?.version === version;
    if (!held || !usable) {
      return this.#load(name, wanted);
    }
    this.#held.delete(name);
    this.#held.set(name, held);
    if (version === undefined && Number(age) >= OPEN_MS.fresh) {
      this.#renew(name, held, wanted);
    }
    return held.block;
  }

  #load(name: string, { kind, period, version = '' }: WantedBlock) {
    const block = readBlock(this.#knex, this.#tables, kind, period);
    this.#hold(name, {
      version,
      at: this.#now(),
      block,
      bytes: 0,
      renewed: false,
    });
    return block;
  }

  /** Reads a block again; until then, and where that fails, the one that is held does. */
  #renew(name: string, held: Held, { kind, period }: WantedBlock): void {
    if (held.renewed) {
      return;
    }
    held.renewed = true;
    const at = this.#now();
    readBlock(this.#knex, this.#tables, kind, period).then(
      block => {
        if (this.#held.get(name) === held) {
          this.#hold(name, {
            ...held,
            at,
            block: Promise.resolve(block),
            bytes: 0,
            renewed: false,
          });
        }
      },
      () => {
        held.renewed = false;
      },
    );
  }

  #hold(name: string, held: Held): void {
    this.#drop(name);
    this.#held.set(name, held);
    held.block.then(
      ({ bytes }) => {
        if (this.#held.get(name) === held) {
          held.bytes = bytes;
          this.#bytes += bytes;
          this.#makeRoom();
        }
      },
      () => {
        if (this.#held.get(name) === held) {
          this.#drop(name);
        }
      },
    );
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
    if (!this.#counted || this.#now() - this.#counted.at > COUNT_MS) {
      const [keys] = await this.#knex('llm_usage_keys').select(
        this.#knex.raw('COUNT(*) AS n'),
        this.#knex.raw('COUNT(total_id) AS consumers'),
      );
      this.#counted = {
        at: this.#now(),
        all: Number(keys.n),
        consumers: Number(keys.consumers),
      };
    }
    const { all, consumers } = this.#counted;
    const ofDay = totals ? all - consumers : all;
    return blocks.reduce(
      (sum, { kind }) => sum + (kind === 'hour' ? consumers : ofDay),
      0,
    );
  }
}
