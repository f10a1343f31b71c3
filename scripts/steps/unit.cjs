'use strict';

const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { jestCounts, none } = require('../lib/test/counts.cjs');
const { readJson } = require('../lib/workspaces.cjs');

module.exports = {
  name: 'unit',
  title: 'Unit and integration tests of all packages, on SQLite and PostgreSQL',
  runs: 'backstage-cli repo test',
  uses: ['postgresql'],
  async run(context) {
    const report = join(context.paths.testResults, 'jest.json');
    const { code, output } = await context.yarn(
      [
        'run',
        'backstage-cli',
        'repo',
        'test',
        '--watchAll=false',
        '--no-passWithNoTests',
        // Two cores run two test files at a time, some with a whole backend.
        '--testTimeout=30000',
        '--json',
        `--outputFile=${report}`,
      ],
      { log: 'unit', minutes: 25, extraEnv: { NODE_ENV: 'test' } },
    );
    if (!existsSync(report)) {
      context.report.output(output.slice(-20_000));
      return { ...none, failed: 1 };
    }
    const counts = jestCounts(readJson(report));
    // Jest can fail without a failed test, by a threshold or a leaked handle.
    return code !== 0 && counts.failed === 0
      ? { ...counts, failed: 1 }
      : counts;
  },
};
