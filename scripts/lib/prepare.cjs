'use strict';

const { execFileSync } = require('node:child_process');
const { chooseNode } = require('./chooseNode.cjs');
const { install } = require('./install.cjs');
const { withLock } = require('./lock.cjs');
const { createProgress } = require('./progress.cjs');
const { checkWritable } = require('./writable.cjs');

/** What native modules are built for: another one of these needs another install. */
function describeNode(node) {
  return execFileSync(
    node,
    ['-p', '`${process.version} ${process.platform} ${process.arch}`'],
    { encoding: 'utf8', env: {} },
  ).trim();
}

/**
 * Makes the checkout ready to run: a Node that the portal supports, and the
 * dependencies of the lockfile. Does nothing and prints nothing where both are
 * there already. Several at the same time wait for each other.
 *
 * @param {object} options
 * @param {ReturnType<import('./paths.cjs').createPaths>} options.paths
 * @param {NodeJS.ProcessEnv} options.env
 * @returns {Promise<{node: string, nodeVersion: string}>} path and version of the Node to use
 */
async function prepare({ paths, env }) {
  checkWritable(paths);
  let progress;
  const lazyProgress = {
    // Nothing is printed before there is something to say.
    update(text) {
      progress = progress || createProgress();
      progress.update(text);
    },
  };
  try {
    const result = await withLock({
      path: paths.lock,
      onWait: pid =>
        lazyProgress.update(
          `Waiting for another run that prepares this checkout${
            pid ? ` (process ${pid})` : ''
          }`,
        ),
      async fn() {
        const node = await chooseNode({ paths, env, progress: lazyProgress });
        const nodeVersion = describeNode(node);
        await install({
          paths,
          env,
          node,
          nodeVersion,
          progress: lazyProgress,
        });
        return { node, nodeVersion };
      },
    });
    if (progress) progress.done('Dependencies are installed');
    return result;
  } catch (error) {
    if (progress) progress.done();
    throw error;
  }
}

module.exports = { prepare };
