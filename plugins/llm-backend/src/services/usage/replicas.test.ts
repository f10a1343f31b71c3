import { createMockDirectory } from '@backstage/backend-test-utils';
import knexFactory, { Knex } from 'knex';
import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { describeOnDatabases } from '../../__testUtils__/describeOnDatabases';
import {
  ledgerOn,
  plainSubjects,
  prepareTables,
  price,
  T0,
} from '../../__testUtils__/usage';
import { HOUR_MS } from './tables/units';
import { HourCloser } from './upkeep/HourCloser';

const TOTAL = 3_000;
const BATCHES = TOTAL / 20;
const KILLS = 4;
const NOW = T0 + 5 * HOUR_MS;
const SCRIPT = resolve(__dirname, '../../__testUtils__/recordForever.ts');

/** A replica as a process of its own, and how far it has come: there it goes on when it is started again. */
class Replica {
  static readonly #running = new Set<Replica>();
  readonly #child: ChildProcess;
  readonly #first: number;
  readonly ended: Promise<unknown>;
  #printed = '';
  errors = '';

  static start(
    settings: Knex.Config,
    options: { first: number; seed: number },
  ): Replica {
    const replica = new Replica(settings, options);
    Replica.#running.add(replica);
    return replica;
  }

  static endAll() {
    Replica.#running.forEach(replica => replica.kill());
    Replica.#running.clear();
  }

  private constructor(
    settings: Knex.Config,
    { first, seed }: { first: number; seed: number },
  ) {
    this.#first = first;
    this.#child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        SCRIPT,
        ...[first, seed, TOTAL].map(String),
      ],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, TEST_KNEX: JSON.stringify(settings) },
      },
    );
    this.#child.stdout?.on('data', data => {
      this.#printed += data;
    });
    this.#child.stderr?.on('data', data => {
      this.errors += data;
    });
    this.ended = once(this.#child, 'close');
  }

  /** The batch after the last one that was acknowledged. */
  next(): number {
    const lines = this.#printed.split('\n').slice(0, -1);
    return lines.length === 0
      ? this.#first
      : Number(lines[lines.length - 1]) + 1;
  }

  runs(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Ends it as the kernel does when memory runs out. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }
}

/** Starts a replica again and again, at first only to kill it in the middle of its work, until it has reported all. */
async function reportAll(
  settings: Knex.Config,
  meanwhile: () => Promise<unknown>,
): Promise<number> {
  let first = 0;
  let kills = 0;
  while (first < BATCHES) {
    const replica = Replica.start(settings, { first, seed: 11 });
    while (replica.next() === first && replica.runs()) {
      await pause(20);
    }
    await pause(Math.random() * 200);
    if (kills < KILLS && replica.runs()) {
      replica.kill();
      kills += 1;
    }
    await meanwhile();
    await replica.ended;
    expect(replica.errors).toBe('');
    first = replica.next();
  }
  return kills;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise(wake => {
    setTimeout(wake, milliseconds);
  });
}

function closerOn(knex: Knex) {
  const { closed } = ledgerOn(knex, {
    now: () => NOW,
    subjects: plainSubjects({ 'model:default/qwen': [price] }),
  });
  return HourCloser.create({ knex, closed, closeAfterMs: HOUR_MS });
}

/** Checks that each call is counted once, each stream to its last point, and each closed row at the price of its counts. */
async function expectAllOnce(knex: Knex) {
  const sumOf = (source: string) =>
    knex('llm_usage_hours as h')
      .join('llm_usage_keys as k', 'k.id', 'h.key_id')
      .where('k.source', source)
      .sum({ requests: 'h.requests', tokens: 'h.input_tokens' })
      .first();
  expect(await sumOf('gateway-fra')).toEqual({
    requests: TOTAL,
    tokens: TOTAL * 100,
  });
  expect(await sumOf('metrics-fra')).toMatchObject({ tokens: BATCHES * 10 });
  expect(
    await knex('llm_usage_hour_buckets')
      .where('bucket', '>=', 0)
      .sum({ n: 'n' })
      .first(),
  ).toEqual({ n: TOTAL });
  const rows = await knex('llm_usage_hours as h')
    .join('llm_usage_hour_states as s', 's.hour', 'h.hour')
    .whereNotNull('s.closed_at')
    .whereNotNull('h.requests')
    .select('h.requests', 'h.units', 'h.nano', 'h.atto');
  expect(rows.length).toBeGreaterThan(0);
  for (const { requests, units, nano, atto } of rows) {
    expect([units, nano, atto].map(Number)).toEqual([0, requests * 64_000, 0]);
  }
}

afterEach(() => Replica.endAll());

describeOnDatabases(
  'replicas that record usage',
  createDatabase => {
    it('count all once, though one is killed again and again, and hours are closed meanwhile', async () => {
      const knex = await createDatabase();
      await prepareTables(knex);
      const closer = closerOn(knex);
      const { connection } = knex.client.config;
      // The password does not show itself when the settings are copied.
      const { password } = connection;
      const settings = {
        client: 'pg',
        connection: { ...connection, password },
      };
      const steady = Replica.start(settings, { first: 0, seed: 7 });
      const kills = await reportAll(settings, () =>
        closer.closeDue({ now: NOW }),
      );
      expect(kills).toBe(KILLS);
      await steady.ended;
      expect(steady.errors).toBe('');
      expect(steady.next()).toBe(BATCHES);
      await closer.closeDue({ now: NOW });
      await expectAllOnce(knex);
    }, 240_000);
  },
  { ids: ['POSTGRES_15'] },
);

describe('a replica with a file of SQLite', () => {
  const directory = createMockDirectory();

  it('counts all once, though it is killed again and again', async () => {
    const settings = {
      client: 'better-sqlite3',
      connection: { filename: directory.resolve('usage.sqlite') },
      useNullAsDefault: true,
    };
    const before = knexFactory(settings);
    await prepareTables(before);
    await before.destroy();
    expect(await reportAll(settings, async () => {})).toBe(KILLS);
    const knex = knexFactory(settings);
    try {
      await closerOn(knex).closeDue({ now: NOW });
      await expectAllOnce(knex);
    } finally {
      await knex.destroy();
    }
  }, 240_000);
});
