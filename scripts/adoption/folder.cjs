'use strict';

/** The temporary folder of a run, outside the checkout: nothing of the checkout's node_modules may be found from there. */
const fs = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const PREFIX = 'modelyard-adoption-';

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

const remove = path =>
  fs.promises.rm(path, { recursive: true, force: true, maxRetries: 3 });

/** A new folder that names our process. */
function makeFolder(parent = tmpdir()) {
  return fs.mkdtempSync(join(parent, `${PREFIX}${process.pid}-`));
}

/** Removes the folders of runs that were killed before they could do it. */
async function removeLeftovers(parent = tmpdir()) {
  for (const name of fs.readdirSync(parent)) {
    const [, pid] = new RegExp(`^${PREFIX}(\\d+)-`).exec(name) ?? [];
    if (pid && !isAlive(Number(pid))) {
      await remove(join(parent, name));
    }
  }
}

/**
 * Removes the folder, and from Yarn's cache what no other project can use: the
 * tarballs of this run.
 *
 * @param {object} options
 * @param {string} options.folder
 * @param {string} options.cache - Yarn's cache folder
 * @param {Array<{name: string, version: string}>} options.packed
 */
async function removeFolder({ folder, cache, packed }) {
  const { birthtimeMs } = fs.statSync(folder);
  const prefixes = packed.map(
    ({ name, version }) => `${name.replace('/', '-')}-npm-${version}-`,
  );
  for (const name of fs.existsSync(cache) ? fs.readdirSync(cache) : []) {
    const path = join(cache, name);
    if (
      prefixes.some(prefix => name.startsWith(prefix)) &&
      fs.statSync(path).mtimeMs >= birthtimeMs
    ) {
      await remove(path);
    }
  }
  await remove(folder);
}

module.exports = { makeFolder, removeFolder, removeLeftovers };
