'use strict';

const { join } = require('node:path');
const { countsFromLine, none } = require('../lib/test/counts.cjs');

module.exports = {
  name: 'adoption',
  title: "The README's steps in fresh portals of both frontend systems",
  runs: 'node scripts/adoption/adopt.cjs',
  needs: ['chromium'],
  requires: ['build'],
  async run(context) {
    const { code, output } = await context.node(
      [join(context.root, 'scripts/adoption/adopt.cjs')],
      { log: 'adoption', minutes: 20 },
    );
    const counts = countsFromLine(output) ?? none;
    // It can fail without a failed check, by an error of its own.
    return code !== 0 && counts.failed === 0
      ? { ...counts, failed: 1 }
      : counts;
  },
};
