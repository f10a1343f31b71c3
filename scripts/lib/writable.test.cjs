'use strict';

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const { chmodSync, mkdtempSync, readdirSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { afterEach, beforeEach, describe, it } = require('node:test');
const { findUnwritable } = require('./writable.cjs');

describe('checkWritable', () => {
  let folder;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'writable-'));
  });
  afterEach(() => {
    chmodSync(folder, 0o755);
    rmSync(folder, { recursive: true });
  });

  it('leaves nothing in a folder that can be written to', () => {
    assert.equal(findUnwritable([folder, join(folder, 'none')]), undefined);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('names the folder in one line', () => {
    chmodSync(folder, 0o555);
    // Nothing is forbidden to root; there another user asks.
    const user = process.getuid() === 0 ? { uid: 65534, gid: 65534 } : {};
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        '-e',
        `const load = process.getBuiltinModule('module').createRequire(${JSON.stringify(
          __filename,
        )});
        process.setuid && ${JSON.stringify(
          user,
        )}.uid && (load('./writable.cjs'), process.setgid(65534), process.setuid(65534));
        const { checkWritable } = load('./writable.cjs');
        try {
          checkWritable({ root: ${JSON.stringify(folder)} });
        } catch (error) {
          console.log(error.name + ': ' + error.message);
        }`,
      ],
      { encoding: 'utf8' },
    );
    assert.match(
      stdout,
      new RegExp(
        `^UserError: No permission to write to ${folder} \\(EACCES\\)\\. [^\\n]+\\n$`,
      ),
      stderr,
    );
  });
});
