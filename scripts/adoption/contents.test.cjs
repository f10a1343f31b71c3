'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { findContentProblems } = require('./contents.cjs');

const manifest = {
  name: '@modelyard/plugin-a',
  license: 'Apache-2.0',
  main: './dist/index.cjs.js',
  types: 'dist/index.d.ts',
  exports: {
    '.': {
      backstage: '@backstage/BackendFeature',
      require: './dist/index.cjs.js',
      types: './dist/index.d.ts',
    },
    './package.json': './package.json',
  },
  configSchema: 'config.schema.json',
  dependencies: { '@modelyard/llm-units': '^0.1.0' },
};
const read = () =>
  "import { a } from './a'; const units = require('@modelyard/llm-units'); import 'node:fs'; require('path'); Buffer.from('0000')";
const files = [
  'package.json',
  'README.md',
  'LICENSE',
  'config.schema.json',
  'dist/index.cjs.js',
  'dist/index.d.ts',
  'dist/other.cjs.js',
];

test('finds nothing wrong with a package that holds what it promises', () => {
  assert.deepEqual(findContentProblems({ manifest, files, read }), []);
});

test('names what is promised and missing', () => {
  assert.deepEqual(
    findContentProblems({
      manifest: {
        ...manifest,
        exports: {
          ...manifest.exports,
          './alpha': { import: './dist/alpha.esm.js' },
        },
      },
      files: files.filter(
        file => file !== 'config.schema.json' && file !== 'LICENSE',
      ),
      read,
    }),
    [
      '@modelyard/plugin-a should contain LICENSE and does not',
      '@modelyard/plugin-a should contain dist/alpha.esm.js and does not',
      '@modelyard/plugin-a should contain config.schema.json and does not',
    ],
  );
});

test('names what nobody needs', () => {
  for (const file of [
    'src/index.ts',
    'dev/index.tsx',
    'report.api.md',
    'dist/__testUtils__/a.cjs.js',
    'dist/a.test.cjs.js',
  ]) {
    assert.deepEqual(
      findContentProblems({ manifest, files: [...files, file], read }),
      [`@modelyard/plugin-a contains ${file}, which nobody needs`],
    );
  }
});

test('refuses references into the repository, and missing types or license', () => {
  const { types, license, ...rest } = manifest;
  assert.deepEqual(
    findContentProblems({
      manifest: {
        ...rest,
        dependencies: { '@modelyard/llm-units': 'workspace:^' },
      },
      files,
      read,
    }),
    [
      '@modelyard/plugin-a depends on @modelyard/llm-units at workspace:^',
      '@modelyard/plugin-a has no types',
      '@modelyard/plugin-a names no license',
    ],
  );
});

test('asks no types of a program', () => {
  const { types, ...rest } = manifest;
  assert.deepEqual(
    findContentProblems({
      manifest: { ...rest, backstage: { role: 'cli' } },
      files,
      read,
    }),
    [],
  );
});

test('names an import of what is not declared, in code and in types', () => {
  const sources = {
    'dist/index.cjs.js': "var a = require('express/lib/router');",
    'dist/index.d.ts':
      "import * as b from '@backstage/catalog-client';\nexport type C = import('c').C;",
  };
  assert.deepEqual(
    findContentProblems({ manifest, files, read: file => sources[file] ?? '' }),
    [
      '@modelyard/plugin-a does not declare express, which dist/index.cjs.js imports',
      '@modelyard/plugin-a does not declare @backstage/catalog-client, which dist/index.d.ts imports',
      '@modelyard/plugin-a does not declare c, which dist/index.d.ts imports',
    ],
  );
});
