import { createMockDirectory } from '@backstage/backend-test-utils';
import { DatabaseSync } from 'node:sqlite';
import { PortalProcess } from '../__testUtils__/PortalProcess';

// Two starts of the whole backend, of which the first waits until its names are known.
jest.setTimeout(600_000);

const HOUR_MS = 3_600_000;

describe('the demo’s traffic', () => {
  const directory = createMockDirectory();
  let running: PortalProcess | undefined;

  afterEach(() => running?.stop());

  const start = async (expected: RegExp) => {
    const portal = await PortalProcess.start({
      directory: directory.path,
      settings: {
        backend: {
          database: {
            client: 'better-sqlite3',
            connection: { directory: directory.resolve('data') },
          },
        },
        llm: {
          gitops: { folder: directory.resolve('gitops.git') },
          demo: { traffic: { enabled: true, historyDays: 2 } },
        },
      },
    });
    running = portal;
    await portal.until(
      'sending traffic',
      async () => portal.log().some(line => expected.test(line)) || undefined,
      240_000,
    );
    return portal;
  };

  const stop = async (portal: PortalProcess) => {
    running = undefined;
    expect(await portal.stop()).toBe(0);
    return portal.log().filter(line => /\b(?:warn|error)\b/i.test(line));
  };

  /** What the ledger holds of hours that were over, and what intakes have counted. */
  const readLedger = (before: number) => {
    const database = new DatabaseSync(directory.resolve('data/llm.sqlite'), {
      readOnly: true,
    });
    const all = (sql: string, ...values: number[]) =>
      database
        .prepare(sql)
        .all(...values)
        .map(row => ({ ...row }));
    const content = {
      sources: all(
        `SELECT k.source, k.vantage, SUM(h.requests) AS requests, SUM(h.input_tokens) AS tokens
         FROM llm_usage_hours h JOIN llm_usage_keys k ON k.id = h.key_id
         WHERE h.hour < ? GROUP BY 1, 2 ORDER BY 1, 2`,
        before,
      ),
      checks: all(
        `SELECT c.count, SUM(c.n) AS n FROM llm_usage_hour_checks c WHERE c.hour < ? GROUP BY 1`,
        before,
      ),
      models: all(
        `SELECT DISTINCT k.model FROM llm_usage_hours h JOIN llm_usage_keys k ON k.id = h.key_id`,
      ),
      late: all('SELECT SUM(late) AS late FROM llm_usage_receipts'),
      refusals: all('SELECT * FROM llm_usage_refusals'),
    };
    database.close();
    return content;
  };

  it('has a past that the intake takes once, also over a restart', async () => {
    const present = Math.floor(Date.now() / HOUR_MS);
    const first = await start(/2 of 2 days of the past are in the ledger/);
    expect(await stop(first)).toEqual([]);
    const before = readLedger(present);
    expect(
      before.sources.map(({ source, vantage }) => `${source} ${vantage}`),
    ).toEqual([
      'demo-traffic/ai-gateway gateway-log',
      'demo-traffic/driver-helpdesk client-log',
      'demo-traffic/report-writer client-log',
      'demo-traffic/search-api client-log',
      'demo-traffic/support-bot client-log',
      'demo-traffic/vllm engine',
    ]);
    expect(before.sources[0].requests).toBeGreaterThan(1_000);
    expect(before.checks.length).toBeGreaterThan(8);
    expect(before.models.map(({ model }) => `${model}`)).toEqual(
      before.models.map(() => expect.stringMatching(/^model:/)),
    );
    expect(before.late).toEqual([{ late: 0 }]);
    expect(before.refusals).toEqual([]);

    const second = await start(/calls to 14 models are made up/);
    // Long enough for a round of what goes on now.
    await new Promise(done => setTimeout(done, 8_000));
    expect(await stop(second)).toEqual([]);
    const after = readLedger(present);
    expect({ ...after, models: before.models }).toEqual(before);
  });
});
