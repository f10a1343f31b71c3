'use strict';

const { existsSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const { none, playwrightCounts } = require('../lib/test/counts.cjs');
const { programs } = require('../lib/test/needs.cjs');
const { readJson } = require('../lib/workspaces.cjs');

module.exports = {
  name: 'browser',
  title:
    'The portal on both frontend systems, and packages for any platform, in a real browser',
  runs: 'playwright test -c e2e',
  needs: ['chromium'],
  requires: ['build'],
  async run(context) {
    const report = join(context.root, 'e2e-results/report.json');
    rmSync(report, { force: true });
    const { code } = await context.node(
      [
        join(context.root, 'node_modules/@playwright/test/cli.js'),
        'test',
        '-c',
        'e2e',
      ],
      {
        log: 'browser',
        minutes: 25,
        extraEnv: { CHROMIUM_PATH: programs.chromium.find(context.env) },
      },
    );
    if (!existsSync(report)) {
      return { ...none, failed: 1 };
    }
    const counts = playwrightCounts(readJson(report));
    // Playwright can fail without a failed test, by a portal that did not start.
    return code !== 0 && counts.failed === 0
      ? { ...counts, failed: 1 }
      : counts;
  },
};
