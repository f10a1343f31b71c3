'use strict';

const { mkdirSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { parseArgs } = require('node:util');
const { steps } = require('../../steps/index.cjs');
const { killRunning } = require('../exec.cjs');
const { createPaths } = require('../paths.cjs');
const { UserError } = require('../userError.cjs');
const { createContext } = require('./context.cjs');
const { addCounts } = require('./counts.cjs');
const { programs } = require('./needs.cjs');
const { VARIABLE, startPostgres } = require('./postgres.cjs');
const { createReport, formatSummary } = require('./report.cjs');
const { runSteps } = require('./runSteps.cjs');
const { selectSteps } = require('./selectSteps.cjs');

function readOptions(argv) {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        only: { type: 'string' },
        from: { type: 'string' },
        list: { type: 'boolean' },
      },
    });
    return { ...values, only: values.only?.split(',') };
  } catch (error) {
    throw new UserError(`${error.message} See \`npm test -- --help\`.`);
  }
}

function listSteps() {
  const width = Math.max(...steps.map(({ name }) => name.length));
  return steps
    .map(({ name, title, runs, needs = [], uses = [], requires = [] }) => {
      const extras = [
        needs.length && `needs ${needs.join(', ')}`,
        uses.length && `uses ${uses.join(', ')}`,
        requires.length && `after ${requires.join(', ')}`,
      ].filter(Boolean);
      return [
        `${name.padEnd(width)}  ${title}`,
        `${''.padEnd(width)}  ${[runs, ...extras].join('; ')}\n`,
      ].join('\n');
    })
    .join('');
}

/** A PostgreSQL of our own where a step wants one and nobody has named another. */
async function maybeStartPostgres(chosen, { env, paths }) {
  const wanted = chosen.some(({ needs = [], uses = [] }) =>
    [...needs, ...uses].includes('postgresql'),
  );
  const initdb = programs.postgresql.find(env);
  return wanted && initdb && !env[VARIABLE]
    ? startPostgres({ initdb, log: join(paths.logs, 'test-postgresql.log') })
    : undefined;
}

async function test(argv) {
  const options = readOptions(argv);
  if (options.list) {
    process.stdout.write(listSteps());
    return 0;
  }
  const chosen = selectSteps(steps, options);
  const paths = createPaths();
  rmSync(paths.testResults, { recursive: true, force: true });
  mkdirSync(paths.testResults, { recursive: true });
  mkdirSync(paths.logs, { recursive: true });

  const postgres = await maybeStartPostgres(chosen, {
    env: process.env,
    paths,
  });
  onInterrupt(() => postgres?.stop());
  try {
    const report = createReport();
    const context = createContext({
      paths,
      report,
      env: {
        ...process.env,
        ...postgres?.env,
        // In CI Backstage's test databases would look for Docker.
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
        FORCE_COLOR: '0',
      },
    });
    const results = await runSteps({ steps: chosen, context, report });
    const total = addCounts(...results);
    writeFileSync(
      join(paths.testResults, 'summary.json'),
      `${JSON.stringify({ ...total, steps: results }, null, 2)}\n`,
    );
    process.stdout.write(formatSummary(results));
    return total.failed > 0 || total.passed === 0 ? 1 : 0;
  } finally {
    await postgres?.stop();
  }
}

/** Ends what runs and cleans up when the run is interrupted. */
function onInterrupt(cleanUp) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, async () => {
      process.stderr.write(`Interrupted by ${signal}.\n`);
      killRunning('SIGTERM');
      await cleanUp();
      process.exit(1);
    });
  }
}

if (require.main === module) {
  test(process.argv.slice(2)).then(
    code => process.exit(code),
    error => {
      process.stderr.write(
        `${error instanceof UserError ? error.message : error.stack}\n`,
      );
      process.exit(1);
    },
  );
}
