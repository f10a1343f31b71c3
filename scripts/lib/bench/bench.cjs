'use strict';

const { existsSync, readdirSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const { runNode, killRunning } = require('../exec.cjs');
const { createPaths } = require('../paths.cjs');
const { createProgress } = require('../progress.cjs');
const { UserError } = require('../userError.cjs');
const { readJson } = require('../workspaces.cjs');
const { formatTable } = require('./results.cjs');

/** Every TypeScript file of scripts/bench is a benchmark; folders there are their parts. */
function listBenchmarks(folder) {
  return existsSync(folder)
    ? readdirSync(folder)
        .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
        .map(name => name.slice(0, -'.ts'.length))
        .sort()
    : [];
}

async function runBenchmark(name, { paths, folder }) {
  const output = join(paths.root, 'bench-results', `${name}.json`);
  // Figures of an earlier run must not pass for this one's.
  rmSync(output, { force: true });
  const log = join(paths.logs, `bench-${name}.log`);
  const progress = createProgress();
  progress.update(`Running ${name}`);
  const { code, output: printed } = await runNode({
    node: process.execPath,
    args: [
      '--expose-gc',
      '--enable-source-maps',
      ...[
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        '--require',
        join(__dirname, 'asPublished.cjs'),
      ],
      join(__dirname, 'runOne.cjs'),
      name,
      join(folder, `${name}.ts`),
      output,
    ],
    cwd: paths.root,
    env: { NODE_ENV: 'production', ...process.env },
    log,
  });
  if (code !== 0) {
    progress.done();
    throw new UserError(
      `The benchmark \`${name}\` failed:\n${printed.trimEnd()}\nLog: ${log}`,
    );
  }
  progress.done(`${name}: bench-results/${name}.json`);
  process.stdout.write(`\n${formatTable(readJson(output))}\n\n`);
}

/**
 * `yarn bench [name...]`: runs benchmarks one after the other and prints their
 * tables. A goal that is missed is a verdict in the table, not a failure: what
 * a machine can do is no property of the code.
 *
 * @param {string[]} argv
 * @param {object} [options]
 * @param {string} [options.root] - folder of the repository
 * @returns {Promise<number>} exit code: 1 if a benchmark failed
 */
async function bench(argv, { root } = {}) {
  const paths = createPaths(root);
  const folder = join(paths.root, 'scripts', 'bench');
  const known = listBenchmarks(folder);
  if (argv.includes('--list')) {
    process.stdout.write(known.map(name => `${name}\n`).join(''));
    return 0;
  }
  const unknown = argv.filter(name => !known.includes(name));
  if (unknown.length > 0) {
    throw new UserError(
      `No benchmark is called ${unknown
        .map(name => `\`${name}\``)
        .join(', ')}. The benchmarks are: ${known.join(', ')}.`,
    );
  }
  let failed = 0;
  for (const name of argv.length > 0 ? argv : known) {
    try {
      await runBenchmark(name, { paths, folder });
    } catch (error) {
      failed += 1;
      process.stderr.write(
        `${error instanceof UserError ? error.message : error.stack}\n`,
      );
    }
  }
  return failed > 0 ? 1 : 0;
}

if (require.main === module) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => {
      killRunning('SIGTERM');
      process.exit(1);
    });
  }
  bench(process.argv.slice(2)).then(
    code => process.exit(code),
    error => {
      process.stderr.write(
        `${error instanceof UserError ? error.message : error.stack}\n`,
      );
      process.exit(1);
    },
  );
}

module.exports = { bench };
