'use strict';

const { staticStep } = require('../lib/test/staticStep.cjs');

module.exports = staticStep({
  name: 'format',
  title: 'Every file is formatted by Prettier',
  commands: [['prettier:check']],
});
