'use strict';

const { staticStep } = require('../lib/test/staticStep.cjs');

module.exports = staticStep({
  name: 'build',
  title: 'Every package, both apps and the backend build',
  requires: ['types'],
  minutes: 25,
  commands: [['build:all']],
});
