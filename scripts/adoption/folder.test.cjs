'use strict';

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const { join } = require('node:path');
const { afterEach, beforeEach, test } = require('node:test');
const { makeFolder, removeFolder, removeLeftovers } = require('./folder.cjs');

let parent;
beforeEach(() => {
  parent = fs.mkdtempSync(join(os.tmpdir(), 'folder-test-'));
});
afterEach(() => fs.rmSync(parent, { recursive: true, force: true }));

test('removes what a killed run has left, and nothing else', async () => {
  const mine = makeFolder(parent);
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  const dead = mine.replace(`-${process.pid}-`, `-${pid}-`);
  fs.mkdirSync(join(dead, 'new'), { recursive: true });
  fs.mkdirSync(join(parent, 'modelyard-pg-1'));
  await removeLeftovers(parent);
  assert.deepEqual(
    fs.readdirSync(parent).map(name => join(parent, name)),
    [mine, join(parent, 'modelyard-pg-1')].sort(),
  );
});

test("removes the folder and this run's tarballs from Yarn's cache", async () => {
  const cache = join(parent, 'cache');
  fs.mkdirSync(cache);
  const old = join(cache, '@modelyard-llm-units-npm-0.1.0-aaaa-10c0.zip');
  fs.writeFileSync(old, '');
  fs.utimesSync(old, new Date(0), new Date(0));
  const folder = makeFolder(parent);
  for (const name of [
    '@modelyard-llm-units-npm-0.1.0-bbbb-10c0.zip',
    '@modelyard-llm-units-npm-0.2.0-cccc-10c0.zip',
    'express-npm-4.22.0-dddd-10c0.zip',
  ]) {
    fs.writeFileSync(join(cache, name), '');
  }
  await removeFolder({
    folder,
    cache,
    packed: [{ name: '@modelyard/llm-units', version: '0.1.0' }],
  });
  assert.deepEqual(fs.readdirSync(parent), ['cache']);
  assert.deepEqual(fs.readdirSync(cache), [
    '@modelyard-llm-units-npm-0.1.0-aaaa-10c0.zip',
    '@modelyard-llm-units-npm-0.2.0-cccc-10c0.zip',
    'express-npm-4.22.0-dddd-10c0.zip',
  ]);
});
