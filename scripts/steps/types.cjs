'use strict';

const { staticStep } = require('../lib/test/staticStep.cjs');

module.exports = staticStep({
  name: 'types',
  title: 'TypeScript, strict, with the declarations of dependencies',
  commands: [['tsc:full']],
});
