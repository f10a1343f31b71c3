'use strict';

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { afterEach, beforeEach, describe, it } = require('node:test');
const { checkResults, formatTable, verdictOf } = require('./results.cjs');

const result = {
  id: 'catalog/ratio',
  value: 1.1,
  unit: 'ratio',
  goal: 1.15,
  lowerIsBetter: true,
  conditions: '5,000 entities',
};

describe('yarn bench', () => {
  let root;
  beforeEach(() => {
    root = fs.mkdtempSync(join(tmpdir(), 'bench-'));
    fs.mkdirSync(join(root, 'scripts/bench/parts'), { recursive: true });
  });
  afterEach(() => fs.rmSync(root, { recursive: true }));

  const write = (name, text) =>
    fs.writeFileSync(join(root, 'scripts/bench', name), text);
  const run = (...args) =>
    spawnSync(
      process.execPath,
      [
        '-e',
        `require(${JSON.stringify(require.resolve('./bench.cjs'))})
          .bench(${JSON.stringify(args)}, { root: ${JSON.stringify(root)} })
          .then(code => process.exit(code), error => { console.error(error.message); process.exit(1); });`,
      ],
      { encoding: 'utf8' },
    );

  it('runs TypeScript, prints a table and writes the results', () => {
    write('parts/size.ts', 'export const size: number = 5000;\n');
    write(
      'catalog.ts',
      `import { size } from './parts/size';
      export default async function catalog(): Promise<unknown[]> {
        setInterval(() => {}, 1000);
        return [
          { ...${JSON.stringify(result)}, conditions: size + ' entities' },
          { id: 'catalog/rate', value: 90, unit: '1/s', goal: 100, lowerIsBetter: false, conditions: 'x' },
        ];
      }`,
    );
    const { status, stdout, stderr } = run('catalog');
    assert.equal(status, 0, stderr);
    assert.match(
      stdout,
      /catalog\/ratio +1\.1 +ratio +<= 1\.15 +met +5000 entities/,
    );
    assert.match(stdout, /catalog\/rate +90 +1\/s +>= 100 +missed +x/);
    assert.deepEqual(
      JSON.parse(
        fs.readFileSync(join(root, 'bench-results/catalog.json'), 'utf8'),
      )[0],
      { ...result, conditions: '5000 entities' },
    );
  });

  it('runs all without a name, goes on after one that fails, and fails then', () => {
    write('a.ts', "export default () => { throw new Error('no disk'); };\n");
    write('b.ts', `export default async () => [${JSON.stringify(result)}];\n`);
    fs.mkdirSync(join(root, 'bench-results'));
    fs.writeFileSync(join(root, 'bench-results/a.json'), '[]');
    const { status, stdout, stderr } = run();
    assert.equal(status, 1);
    assert.match(stderr, /The benchmark `a` failed:[^]*no disk/);
    assert.match(stdout, /catalog\/ratio/);
    assert.deepEqual(fs.readdirSync(join(root, 'bench-results')), ['b.json']);
  });

  it('lists what there is when it does not know a name', () => {
    write('a.ts', '');
    write('b.ts', '');
    const { status, stderr } = run('c');
    assert.equal(status, 1);
    assert.match(
      stderr,
      /^No benchmark is called `c`\. The benchmarks are: a, b\.$/m,
    );
    assert.equal(run('--list').stdout, 'a\nb\n');
  });
});

describe('results of a benchmark', () => {
  it('names what is wrong with them', () => {
    const bad = [
      [[], /gave no results/],
      [[{ ...result, unit: undefined }], /`unit` of result 1 .* not a string/],
      [[{ ...result, value: NaN }], /`value` of result 1 .* NaN/],
      [[{ ...result, goal: '1' }], /`goal`/],
      [[result, result], /`id` of result 2 .* twice: catalog\/ratio/],
    ];
    for (const [results, message] of bad) {
      assert.throws(() => checkResults('catalog', results), message);
    }
    assert.deepEqual(checkResults('catalog', [result]), [result]);
  });

  it('has a verdict only where there is a goal', () => {
    const { goal, ...without } = result;
    assert.equal(verdictOf(without), '-');
    assert.equal(verdictOf({ ...result, value: goal }), 'met');
    assert.equal(verdictOf({ ...result, value: 1.2 }), 'missed');
    assert.equal(
      verdictOf({ ...result, value: 1.2, lowerIsBetter: false }),
      'met',
    );
    assert.match(formatTable([without]), /ratio +- +- +5,000/);
  });
});
