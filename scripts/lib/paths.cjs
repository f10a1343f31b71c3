'use strict';

const { readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

/**
 * Where the scripts keep things. All of it lies inside the checkout, so that
 * deleting the checkout leaves nothing behind:
 *
 * - `.cache/node/` the Node.js that was fetched
 * - `.cache/logs/` what installs, the portal and the test steps printed
 * - `node_modules/.modelyard-install.json` what the last complete install was for
 *
 * @param {string} [root] - folder of the repository
 */
function createPaths(root = resolve(__dirname, '../..')) {
  const cache = join(root, '.cache');
  return {
    root,
    cache,
    logs: join(cache, 'logs'),
    node: join(cache, 'node'),
    lock: join(cache, 'prepare.lock'),
    testResults: join(cache, 'test'),
    data: join(root, '.data'),
    modules: join(root, 'node_modules'),
    installed: join(root, 'node_modules', '.modelyard-install.json'),
  };
}

/**
 * The Yarn that the repository brings along. A `yarn` from the PATH is never
 * used: it may be Yarn 1, or a corepack shim that wants to download.
 */
function yarnScript(paths) {
  const settings = readFileSync(join(paths.root, '.yarnrc.yml'), 'utf8');
  const [, file] = /^yarnPath:\s*(\S+)/m.exec(settings) || [];
  if (!file) {
    throw new Error('.yarnrc.yml names no yarnPath');
  }
  return join(paths.root, file);
}

module.exports = { createPaths, yarnScript };
