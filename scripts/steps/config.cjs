'use strict';

const { staticStep } = require('../lib/test/staticStep.cjs');

module.exports = staticStep({
  name: 'config',
  title: 'The shipped configuration fits the schemas of all plugins',
  commands: [
    // Lax about environment variables only: they are set by the backend or where
    // it is deployed.
    ['backstage-cli', 'config:check', '--strict', '--lax'],
    [
      'backstage-cli',
      'config:check',
      '--strict',
      '--lax',
      '--config',
      'app-config.yaml',
      '--config',
      'app-config.production.yaml',
    ],
  ],
});
