'use strict';

const { createConfigForRole } = require('@backstage/cli/config/eslint-factory');

// The scripts are no package: they import what the root package.json declares.
module.exports = {
  root: true,
  ...createConfigForRole(__dirname, 'node-library', {
    ignorePatterns: ['eslint/__fixtures__'],
    rules: { 'no-restricted-syntax': 'off' },
  }),
};
