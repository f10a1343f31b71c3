'use strict';

const { nodeTestCounts, none } = require('../lib/test/counts.cjs');

module.exports = {
  name: 'scripts',
  title: 'Tests of the scripts and of the lint rules',
  runs: "node --test 'scripts/**/*.test.cjs'",
  uses: ['postgresql'],
  async run(context) {
    const { code, output } = await context.node(
      ['--test', '--test-reporter=tap', 'scripts/**/*.test.cjs'],
      { log: 'scripts' },
    );
    const counts = nodeTestCounts(output) ?? none;
    // The runner can fail without a failed test, by a file that does not load.
    return code !== 0 && counts.failed === 0
      ? { ...counts, failed: 1 }
      : counts;
  },
};
