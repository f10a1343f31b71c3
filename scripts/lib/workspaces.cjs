'use strict';

const { existsSync, readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

/**
 * The workspaces of the repository, as the root package.json names them. Only
 * the form `folder/*` is understood, which is all that we use.
 *
 * @param {string} root - folder of the repository
 * @returns {Array<{path: string, packageJson: any}>} path from the root, and
 *   the parsed package.json; sorted by path
 */
function workspaces(root) {
  const { workspaces: patterns } = readJson(join(root, 'package.json'));
  return patterns
    .map(pattern => pattern.replace(/\/\*$/, ''))
    .filter(folder => existsSync(join(root, folder)))
    .flatMap(folder =>
      readdirSync(join(root, folder)).map(name => `${folder}/${name}`),
    )
    .filter(path => existsSync(join(root, path, 'package.json')))
    .sort()
    .map(path => ({
      path,
      packageJson: readJson(join(root, path, 'package.json')),
    }));
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

module.exports = { readJson, workspaces };
