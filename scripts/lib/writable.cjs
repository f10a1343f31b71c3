'use strict';

const fs = require('node:fs');
const { userInfo } = require('node:os');
const { join } = require('node:path');
const { UserError } = require('./userError.cjs');

/**
 * The first of the folders that cannot be written to. Each is tried by making a
 * file, since permission bits say nothing about read-only mounts. A folder that
 * does not exist yet is skipped: its parent is asked.
 *
 * @param {string[]} folders
 * @returns {{path: string, code: string} | undefined}
 */
function findUnwritable(folders) {
  for (const folder of folders.filter(path => fs.existsSync(path))) {
    const probe = join(folder, `.write-test-${process.pid}`);
    try {
      fs.writeFileSync(probe, '', { flag: 'wx' });
      fs.rmSync(probe);
    } catch (error) {
      return { path: folder, code: error.code };
    }
  }
  return undefined;
}

/**
 * Makes sure that the checkout can be worked in.
 *
 * @param {ReturnType<import('./paths.cjs').createPaths>} paths
 * @throws {UserError} naming the folder
 */
function checkWritable(paths) {
  const found = findUnwritable([
    paths.root,
    paths.cache,
    paths.logs,
    paths.node,
    paths.modules,
    paths.data,
  ]);
  if (found) {
    throw new UserError(
      `No permission to write to ${found.path} (${
        found.code
      }). Make the folder writable for ${userName()}, or use a checkout of your own.`,
    );
  }
}

function userName() {
  try {
    return userInfo().username;
  } catch {
    // A user id without an entry in the system's user list, as in containers.
    return `user ${process.getuid()}`;
  }
}

module.exports = { checkWritable, findUnwritable };
