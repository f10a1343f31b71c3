'use strict';

const { createConfigForRole } = require('@backstage/cli/config/eslint-factory');

// The scripts are no package: they import what the root package.json declares.
module.exports = {
  root: true,
  ...createConfigForRole(__dirname, 'node-library', {
    ignorePatterns: ['eslint/__fixtures__'],
    rules: { 'no-restricted-syntax': 'off' },
    // Tests made in a loop use what beforeEach has set; they run one by one.
    testRules: { 'no-loop-func': 'off' },
  }),
};
