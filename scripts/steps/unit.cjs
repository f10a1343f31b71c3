'use strict';

const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { tail } = require('../lib/test/context.cjs');
const { none } = require('../lib/test/counts.cjs');
const { jestCounts, jestFailures } = require('../lib/test/jestReport.cjs');
const { readJson } = require('../lib/workspaces.cjs');

module.exports = {
  name: 'unit',
  title: 'Unit and integration tests of all packages, on SQLite and PostgreSQL',
  runs: 'backstage-cli repo test',
  uses: ['postgresql', 'prometheus', 'victoriaMetrics'],
  async run(context) {
    const report = join(context.paths.testResults, 'jest.json');
    const { code, output } = await context.yarn(
      [
        'run',
        'backstage-cli',
        'repo',
        'test',
        '--watchAll=false',
        // Never writes a snapshot.
        '--ci',
        '--no-passWithNoTests',
        // Two cores run two test files at a time, some with a whole backend.
        '--testTimeout=30000',
        '--json',
        `--outputFile=${report}`,
      ],
      {
        log: 'unit',
        minutes: 25,
        extraEnv: { NODE_ENV: 'test' },
        quiet: true,
      },
    );
    if (!existsSync(report)) {
      context.report.output(tail(output));
      return { ...none, failed: 1 };
    }
    const result = readJson(report);
    const counts = jestCounts(result);
    if (counts.failed > 0) {
      context.report.output(jestFailures(result, context.root));
    } else if (code !== 0) {
      context.report.output(tail(output));
    }
    // Jest can fail without a failed test, by a threshold or a leaked handle.
    return code !== 0 && counts.failed === 0
      ? { ...counts, failed: 1 }
      : counts;
  },
};
