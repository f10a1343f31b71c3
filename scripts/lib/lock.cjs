'use strict';

const fs = require('node:fs');
const { dirname } = require('node:path');
const { hostname } = require('node:os');

const HEARTBEAT_MS = 2_000;
const STALE_MS = 20_000;

const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function holder(path) {
  try {
    const age = Date.now() - fs.statSync(path).mtimeMs;
    const text = fs.readFileSync(path, 'utf8');
    let owner = {};
    try {
      owner = JSON.parse(text);
    } catch {
      // Written this very moment; the age decides.
    }
    const dead = owner.host === hostname() && owner.pid && !isAlive(owner.pid);
    return { pid: owner.pid, stale: dead || age > STALE_MS };
  } catch (error) {
    if (error.code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

/** Removes a lock whose owner is gone; only one of several waiters does it. */
function breakStale(path) {
  const breaking = `${path}.breaking`;
  try {
    fs.closeSync(fs.openSync(breaking, 'wx'));
  } catch (error) {
    if (error.code !== 'EEXIST') {
      throw error;
    }
    const { mtimeMs } = fs.statSync(breaking, { throwIfNoEntry: false }) || {};
    if (mtimeMs && Date.now() - mtimeMs > STALE_MS) {
      fs.rmSync(breaking, { force: true });
    }
    return;
  }
  try {
    // Looked at again, now that nobody else can break it.
    const found = holder(path);
    if (found && found.stale) {
      fs.rmSync(path, { force: true });
    }
  } finally {
    fs.rmSync(breaking, { force: true });
  }
}

/**
 * Runs `fn` while no other process of this machine runs it for the same file.
 * A lock that its owner left behind (killed, power cut) is taken over.
 *
 * @param {object} options
 * @param {string} options.path - the lock file
 * @param {(pid: number | undefined) => void} [options.onWait] - called once when another process holds it
 * @param {() => Promise<T>} options.fn
 * @returns {Promise<T>}
 * @template T
 */
async function withLock({ path, onWait, fn }) {
  fs.mkdirSync(dirname(path), { recursive: true });
  const content = JSON.stringify({ pid: process.pid, host: hostname() });
  let waiting = false;
  for (;;) {
    try {
      fs.writeFileSync(path, content, { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') {
        throw error;
      }
    }
    const found = holder(path);
    if (found && found.stale) {
      breakStale(path);
    } else if (found && !waiting) {
      waiting = true;
      if (onWait) onWait(found.pid);
    }
    await sleep(200);
  }

  const heartbeat = setInterval(() => {
    const now = new Date();
    fs.utimes(path, now, now, () => {});
  }, HEARTBEAT_MS);
  heartbeat.unref();
  try {
    return await fn();
  } finally {
    clearInterval(heartbeat);
    fs.rmSync(path, { force: true });
  }
}

module.exports = { withLock };
