'use strict';

const assert = require('node:assert/strict');
const { mkdtempSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { afterEach, beforeEach, describe, it } = require('node:test');
const { steps } = require('../../steps/index.cjs');
const {
  countsFromLine,
  nodeTestCounts,
  playwrightCounts,
} = require('./counts.cjs');
const { jestCounts, jestFailures } = require('./jestReport.cjs');
const { programs } = require('./needs.cjs');
const { createReport, formatSummary } = require('./report.cjs');
const { runSteps } = require('./runSteps.cjs');
const { selectSteps } = require('./selectSteps.cjs');

const passes = (passed, extra) => ({
  title: 'T',
  runs: 'r',
  run: async () => ({ passed, failed: 0, skipped: 0 }),
  ...extra,
});

describe('npm test', () => {
  let folder;
  let written;
  const stream = { write: text => (written += text) };
  const run = (list, { env = { PATH: folder }, ci = false } = {}) =>
    runSteps({
      steps: list,
      context: { env, ci },
      report: createReport({ stream }),
    });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'steps-'));
    written = '';
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('adds up to one plain last line', async () => {
    const results = await run([
      passes(12, { name: 'a' }),
      {
        ...passes(0, { name: 'b' }),
        run: async () => ({ passed: 3, failed: 2, skipped: 0 }),
      },
    ]);
    const summary = formatSummary(results);
    assert.match(summary, /\na +12 +0 +0 +0\.0s\nb +3 +2 +0 /);
    assert.equal(summary.trimEnd().split('\n').pop(), '15 passed, 2 failed');
    assert.match(written, /✔ a: 12 passed, 0 failed/);
    assert.match(written, /✖ b: 3 passed, 2 failed/);
  });

  it('skips what needs a program that is not there, and says how to get it', async () => {
    const [result, other] = await run([
      passes(5, { name: 'browser', needs: ['prometheus'] }),
      passes(1, { name: 'other' }),
    ]);
    assert.deepEqual([result.passed, result.failed, result.skipped], [0, 0, 1]);
    assert.match(
      written,
      /Prometheus was not found.*apt-get install prometheus/,
    );
    assert.match(
      formatSummary([result, other]),
      /\n1 passed, 0 failed, 1 skipped\n$/,
    );
  });

  it('runs the part of a step that needs no such program', async () => {
    const [result] = await run([
      passes(5, { name: 'unit', uses: ['prometheus'] }),
    ]);
    assert.deepEqual([result.passed, result.failed, result.skipped], [5, 0, 1]);
  });

  it('fails in CI for what is not there', async () => {
    const list = [
      passes(5, { name: 'browser', needs: ['prometheus'] }),
      passes(5, { name: 'unit', uses: ['prometheus', 'victoriaMetrics'] }),
    ];
    const [needs, uses] = await run(list, { env: { PATH: folder }, ci: true });
    assert.deepEqual([needs.passed, needs.failed, needs.skipped], [0, 1, 0]);
    assert.deepEqual([uses.passed, uses.failed, uses.skipped], [5, 2, 0]);
  });

  it('finds a program in the PATH', async () => {
    writeFileSync(join(folder, 'prometheus'), '', { mode: 0o755 });
    const [result] = await run([
      passes(5, { name: 'browser', needs: ['prometheus'] }),
    ]);
    assert.equal(result.passed, 5);
  });

  it('counts a step that throws, or that runs no test, as failed and goes on', async () => {
    const results = await run([
      {
        ...passes(0, { name: 'broken' }),
        run: async () => {
          throw new Error('no such folder');
        },
      },
      passes(0, { name: 'empty' }),
      passes(1, { name: 'next' }),
    ]);
    assert.deepEqual(
      results.map(({ passed, failed }) => [passed, failed]),
      [
        [0, 1],
        [0, 1],
        [1, 0],
      ],
    );
    assert.match(written, /no such folder[^]*The step ran no test/);
  });

  it('counts a Jest file that does not load as a failure', () => {
    const report = {
      numPassedTests: 7,
      numFailedTests: 1,
      numRuntimeErrorTestSuites: 1,
      numPendingTests: 2,
      numTodoTests: 1,
    };
    assert.deepEqual(jestCounts(report), { passed: 7, failed: 2, skipped: 3 });
  });

  it('says which Jest tests failed and why, and which file did not load', () => {
    const text = jestFailures(
      {
        testResults: [
          { name: '/p/a.test.ts', status: 'passed', assertionResults: [] },
          {
            name: '/p/b.test.ts',
            status: 'failed',
            message: 'all of it',
            assertionResults: [
              { fullName: 'B works', status: 'passed', failureMessages: [] },
              {
                fullName: 'B fails',
                status: 'failed',
                failureMessages: ['\u001b[31mexpected 1\u001b[39m'],
              },
            ],
          },
          {
            name: '/p/c.test.ts',
            status: 'failed',
            message: 'Cannot find module',
            assertionResults: [],
          },
        ],
      },
      '/p',
    );
    assert.equal(
      text,
      'FAIL b.test.ts\n\n  B fails\n\nexpected 1\n\nFAIL c.test.ts\n\nCannot find module',
    );
  });

  it("reads the closing lines of Node's test runner", () => {
    assert.deepEqual(
      nodeTestCounts(
        '# tests 9\n# pass 5\n# fail 1\n# cancelled 1\n# skipped 1\n# todo 1\n',
      ),
      { passed: 5, failed: 2, skipped: 2 },
    );
    assert.equal(nodeTestCounts('# pass 5\n'), undefined);
  });

  it('counts a browser test that passed at the second try as a failure', () => {
    assert.deepEqual(
      playwrightCounts({
        stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 },
        errors: [{ message: 'the portal did not start' }],
      }),
      { passed: 4, failed: 3, skipped: 2 },
    );
  });

  it('reads its own closing line', () => {
    assert.deepEqual(
      countsFromLine('packed\n2 passed, 1 failed, 3 skipped\n'),
      {
        passed: 2,
        failed: 1,
        skipped: 3,
      },
    );
    assert.equal(countsFromLine('packed 9 packages'), undefined);
  });

  it('selects steps by name, with what they require', () => {
    const list = [
      passes(1, { name: 'types' }),
      passes(1, { name: 'unit' }),
      passes(1, { name: 'build', requires: ['types'] }),
    ];
    const names = options => selectSteps(list, options).map(({ name }) => name);
    assert.deepEqual(names({}), ['types', 'unit', 'build']);
    assert.deepEqual(names({ only: ['unit'] }), ['unit']);
    assert.deepEqual(names({ only: ['build'] }), ['types', 'build']);
    assert.deepEqual(names({ from: 'unit' }), ['types', 'unit', 'build']);
    assert.throws(
      () => names({ only: ['units'] }),
      /No step is called `units`/,
    );
  });
});

describe('the list of steps', () => {
  it('holds every file of its folder once', () => {
    const files = readdirSync(join(__dirname, '../../steps'))
      .filter(name => name !== 'index.cjs' && !name.includes('.test.'))
      .map(name => require(join(__dirname, '../../steps', name)));
    assert.equal(new Set(steps).size, steps.length);
    assert.deepEqual(new Set(files), new Set(steps));
  });

  it('names known programs, and steps that run earlier', () => {
    const seen = new Set();
    for (const { name, needs = [], uses = [], requires = [] } of steps) {
      assert.ok(!seen.has(name), `${name} is there twice`);
      for (const program of [...needs, ...uses]) {
        assert.ok(programs[program], `${name} wants the unknown ${program}`);
      }
      for (const required of requires) {
        assert.ok(seen.has(required), `${name} runs before ${required}`);
      }
      seen.add(name);
    }
  });
});
