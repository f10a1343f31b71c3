'use strict';

/**
 * What `npm test` does, in order. To add a step, write a file in this folder
 * and a line in this list: nothing else. See `lib/test/runSteps.cjs` for what a
 * step is made of.
 *
 * @type {import('../lib/test/runSteps.cjs').Step[]}
 */
const steps = [
  require('./format.cjs'),
  require('./lint.cjs'),
  require('./types.cjs'),
  require('./config.cjs'),
  require('./unused.cjs'),
  require('./apiReports.cjs'),
  require('./manifests.cjs'),
  require('./generated.cjs'),
  require('./scripts.cjs'),
  require('./unit.cjs'),
  require('./build.cjs'),
  require('./browser.cjs'),
  require('./adoption.cjs'),
];

module.exports = { steps };
