'use strict';

const { staticStep } = require('../lib/test/staticStep.cjs');

module.exports = staticStep({
  name: 'manifests',
  title: 'Every package.json is ready to be published',
  commands: [
    ['fix', '--check'],
    ['backstage-repo-tools', 'peer-deps'],
  ],
});
