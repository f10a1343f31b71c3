'use strict';

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const { existsSync, mkdtempSync, readdirSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { dirname, join } = require('node:path');
const { it } = require('node:test');
const { programs } = require('./needs.cjs');
const { VARIABLE, startPostgres } = require('./postgres.cjs');

const initdb = programs.postgresql.find({ PATH: process.env.PATH });

it(
  'starts an empty PostgreSQL and leaves nothing of it',
  { skip: !initdb && programs.postgresql.install },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pg-test-'));
    const clusters = () =>
      readdirSync(tmpdir()).filter(name => name.startsWith('modelyard-pg-'));
    const before = clusters();
    const { env, stop } = await startPostgres({
      initdb,
      log: join(folder, 'log'),
    });
    try {
      const answer = execFileSync(
        join(dirname(initdb), 'psql'),
        [env[VARIABLE], '--tuples-only', '--command', 'select 40 + 2'],
        { encoding: 'utf8' },
      );
      assert.equal(answer.trim(), '42');
    } finally {
      await stop();
    }
    assert.deepEqual(clusters(), before);
    assert.ok(existsSync(join(folder, 'log')));
    rmSync(folder, { recursive: true });
  },
);
