'use strict';

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const { hostname, tmpdir } = require('node:os');
const { join } = require('node:path');
const { afterEach, beforeEach, describe, it } = require('node:test');
const { withLock } = require('./lock.cjs');

describe('withLock', () => {
  let folder;
  let path;
  beforeEach(() => {
    folder = fs.mkdtempSync(join(tmpdir(), 'lock-'));
    path = join(folder, 'cache/prepare.lock');
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  // Each process reads a number, waits, and writes the next one: with two of
  // them inside at the same time a step is lost.
  const increment = () =>
    new Promise((resolve, reject) => {
      const child = spawn(
        process.execPath,
        [
          '-e',
          `const fs = require('node:fs');
          const { withLock } = require(${JSON.stringify(
            require.resolve('./lock.cjs'),
          )});
          const counter = ${JSON.stringify(join(folder, 'counter'))};
          withLock({ path: ${JSON.stringify(path)}, fn: async () => {
            const seen = Number(fs.readFileSync(counter, 'utf8'));
            await new Promise(resolve => setTimeout(resolve, 20));
            fs.writeFileSync(counter, String(seen + 1));
          } });`,
        ],
        { stdio: ['ignore', 'ignore', 'inherit'] },
      );
      child.on('error', reject);
      child.on('exit', resolve);
    });

  it('lets one process in at a time', async () => {
    fs.writeFileSync(join(folder, 'counter'), '0');
    const codes = await Promise.all(Array.from({ length: 6 }, increment));
    assert.deepEqual(codes, [0, 0, 0, 0, 0, 0]);
    assert.equal(fs.readFileSync(join(folder, 'counter'), 'utf8'), '6');
    assert.deepEqual(fs.readdirSync(join(folder, 'cache')), []);
  });

  it('takes over what a dead process left behind, also when several want it', async () => {
    fs.mkdirSync(join(folder, 'cache'));
    fs.writeFileSync(
      path,
      // Beyond the largest process id of any system.
      JSON.stringify({ pid: 2 ** 30, host: hostname() }),
    );
    fs.writeFileSync(join(folder, 'counter'), '0');
    await Promise.all(Array.from({ length: 4 }, increment));
    assert.equal(fs.readFileSync(join(folder, 'counter'), 'utf8'), '4');
  });

  it('says who is waited for, and gives the value and the error of what it ran', async () => {
    const waited = [];
    let release;
    const first = withLock({
      path,
      fn: () =>
        new Promise(resolve => {
          release = () => resolve('first');
        }),
    });
    const second = withLock({
      path,
      onWait: pid => waited.push(pid),
      fn: async () => {
        throw new Error('second');
      },
    });
    await new Promise(resolve => setTimeout(resolve, 300));
    assert.deepEqual(waited, [process.pid]);
    release();
    assert.equal(await first, 'first');
    await assert.rejects(second, /second/);
    assert.deepEqual(fs.readdirSync(join(folder, 'cache')), []);
  });
});
