'use strict';

const { staticStep } = require('../lib/test/staticStep.cjs');

module.exports = staticStep({
  name: 'lint',
  title: 'ESLint, with purity and import direction, without a warning',
  commands: [
    [
      ...['backstage-cli', 'repo', 'lint'],
      ...['--max-warnings', '0', '--format', 'stylish'],
    ],
    ['lint:scripts', '--max-warnings', '0'],
  ],
});
