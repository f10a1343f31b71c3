'use strict';

const { staticStep } = require('../lib/test/staticStep.cjs');

module.exports = staticStep({
  name: 'unused',
  title: 'No unused file, export or dependency, and none that is undeclared',
  commands: [['knip']],
});
