'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const { join } = require('node:path');
const { childEnvironment } = require('./environment.cjs');
const { runNode } = require('./exec.cjs');
const { yarnScript } = require('./paths.cjs');
const { UserError, explainFailure } = require('./userError.cjs');
const { readJson, workspaces } = require('./workspaces.cjs');

// The parts of a package.json that an install depends on; a new script or a
// changed description does not make it run again.
const INSTALL_FIELDS = [
  'name',
  'version',
  'workspaces',
  'bin',
  'dependencies',
  'devDependencies',
  'peerDependencies',
  'peerDependenciesMeta',
  'optionalDependencies',
  'dependenciesMeta',
  'resolutions',
  'packageManager',
];

/**
 * A digest of everything that decides what an install puts into node_modules.
 *
 * @param {object} options
 * @param {string} options.root - folder of the repository
 * @param {string} options.node - what runs it, such as `v24.1.0 linux x64`: native modules depend on it
 * @returns {string} sha256 in hex
 */
function installDigest({ root, node }) {
  const hash = createHash('sha256');
  const add = (name, content) => hash.update(`${name}\0${content}\0`);
  add('node', node);
  for (const file of ['yarn.lock', '.yarnrc.yml']) {
    add(file, fs.readFileSync(join(root, file)));
  }
  const manifests = [
    { path: '.', packageJson: readJson(join(root, 'package.json')) },
    ...workspaces(root),
  ];
  for (const { path, packageJson } of manifests) {
    const fields = INSTALL_FIELDS.map(field => packageJson[field] ?? null);
    add(path, JSON.stringify(fields));
  }
  return hash.digest('hex');
}

/** Whether the last complete install was for exactly this digest. */
function isInstalled(paths, digest) {
  try {
    return (
      readJson(paths.installed).digest === digest &&
      fs.existsSync(join(paths.modules, '.yarn-state.yml'))
    );
  } catch {
    return false;
  }
}

const STEPS = [
  [/Resolution step/, 'resolving'],
  [/Fetch step/, 'fetching'],
  [/Link step/, 'linking'],
  [/must be built/, 'building native modules'],
];

/**
 * Installs the dependencies from the lockfile, if that is not done already.
 * Only one process at a time may call it (see `withLock`).
 *
 * @param {object} options
 * @param {ReturnType<import('./paths.cjs').createPaths>} options.paths
 * @param {NodeJS.ProcessEnv} options.env
 * @param {string} options.node - path of the Node to install with
 * @param {string} options.nodeVersion - see `installDigest`
 * @param {{update(text: string): void}} options.progress
 * @returns {Promise<boolean>} whether anything had to be installed
 * @throws {UserError} with one line that says what went wrong
 */
async function install({ paths, env, node, nodeVersion, progress }) {
  const digest = installDigest({ root: paths.root, node: nodeVersion });
  if (isInstalled(paths, digest)) {
    return false;
  }
  // An install that is interrupted must not look complete.
  fs.rmSync(paths.installed, { force: true });
  progress.update('Installing dependencies');
  const log = join(paths.logs, 'install.log');
  const { code, output } = await runNode({
    node,
    args: [yarnScript(paths), 'install', '--immutable'],
    cwd: paths.root,
    env: {
      ...childEnvironment({ env, node }),
      YARN_ENABLE_PROGRESS_BARS: '0',
      YARN_ENABLE_COLORS: '0',
    },
    log,
    onOutput(text) {
      for (const [pattern, step] of STEPS) {
        if (pattern.test(text)) {
          progress.update(`Installing dependencies: ${step}`);
        }
      }
    },
  });
  if (code !== 0) {
    const what = 'install the dependencies';
    throw new UserError(explainFailure({ what, output, log }));
  }
  fs.writeFileSync(
    paths.installed,
    `${JSON.stringify({ digest, node: nodeVersion })}\n`,
  );
  return true;
}

module.exports = { install, installDigest, isInstalled };
