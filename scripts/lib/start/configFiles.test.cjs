'use strict';

const assert = require('node:assert/strict');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');
const { describe, it } = require('node:test');
const { checkConfigFiles } = require('./configFiles.cjs');

describe('checkConfigFiles', () => {
  it('lets pass what the demo portal ships with', () => {
    checkConfigFiles(resolve(__dirname, '../../..'));
  });

  it('names file, line and reason in one line', () => {
    const root = mkdtempSync(join(tmpdir(), 'config-'));
    try {
      checkConfigFiles(root);
      writeFileSync(
        join(root, 'app-config.local.yaml'),
        'app:\n  title: A\n title: B\n',
      );
      assert.throws(
        () => checkConfigFiles(root),
        error => {
          assert.equal(error.name, 'UserError');
          assert.match(
            error.message,
            /^app-config\.local\.yaml, line 3, is no valid YAML: [^\n]+\.$/,
          );
          return true;
        },
      );
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
