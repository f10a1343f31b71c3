'use strict';

const { countsFromLine, none } = require('../lib/test/counts.cjs');
const { programs } = require('../lib/test/needs.cjs');

module.exports = {
  name: 'adoption',
  title: "Fresh portals, made and extended by the README's steps",
  runs: 'node scripts/adoption/adopt.cjs',
  needs: ['chromium'],
  requires: ['types', 'build'],
  async run(context) {
    const { code, output } = await context.node(
      ['scripts/adoption/adopt.cjs'],
      {
        log: 'adoption',
        minutes: 20,
        extraEnv: { CHROMIUM_PATH: programs.chromium.find(context.env) },
      },
    );
    return (
      countsFromLine(output) ??
      (code === 0 ? { ...none, passed: 1 } : { ...none, failed: 1 })
    );
  },
};
