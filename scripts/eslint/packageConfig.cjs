'use strict';

const { basename, dirname, join } = require('node:path');
const createConfig = require('@backstage/cli/config/eslint-factory');
const { forbiddenImports } = require('./importDirection.cjs');
const purity = require('./purity.cjs');

/**
 * ESLint settings of one package, by where it lies and what it is called:
 *
 * - `packages/llm-*` and `packages/evidence-log` are pure: no Backstage, no
 *   React, no Node, no network, no clock, no randomness, no `any`.
 * - `plugins/llm-common` runs in browsers and on servers: no Node, no React.
 * - plugins do not write to the console.
 * - every package imports only downwards (`importDirection.cjs`).
 *
 * Tests are exempt from purity, so that they may read fixtures from disk.
 *
 * @param {string} dir - folder of the package (`__dirname`)
 */
module.exports = function packageConfig(dir) {
  const { name } = require(join(dir, 'package.json'));
  const isPlugin = basename(dirname(dir)) === 'plugins';
  const isPure = /^@modelyard\/(llm-(?!cli$).+|evidence-log)$/.test(name);
  const isCommon = name === '@modelyard/plugin-llm-common';

  return createConfig(dir, {
    restrictedImportPatterns: [
      ...forbiddenImports(name),
      ...(isPure ? purity.impureImports : []),
      ...(isCommon ? [...purity.frameworks, ...purity.nodeBuiltins] : []),
    ],
    restrictedSrcSyntax: isPure ? purity.impureSyntax : [],
    rules: {
      '@backstage/no-mixed-plugin-imports': 'error',
      // A property of fast-check is an assertion as well.
      'jest/expect-expect': [
        'error',
        { assertFunctionNames: ['expect', 'expect*', 'fc.assert', 'assert*'] },
      ],
      ...(isPlugin && { 'no-console': 'error' }),
      ...(isPure && {
        'no-console': 'error',
        'no-restricted-globals': ['error', ...purity.impureGlobals],
      }),
      ...((isPure || isCommon) && {
        '@typescript-eslint/no-explicit-any': 'error',
      }),
    },
    overrides: [
      {
        files: ['**/*.test.*', '**/__testUtils__/**', 'src/setupTests.*'],
        rules: {
          'no-restricted-globals': 'off',
          'no-restricted-syntax': 'off',
        },
      },
      {
        // Where suites are declared for several test files.
        files: ['**/__testUtils__/**'],
        rules: {
          'jest/no-export': 'off',
          'jest/expect-expect': 'off',
          'jest/no-disabled-tests': 'off',
        },
      },
    ],
  });
};
