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

  const refuses = (text, message) => {
    const root = mkdtempSync(join(tmpdir(), 'config-'));
    try {
      writeFileSync(join(root, 'app-config.local.yaml'), text);
      assert.throws(() => checkConfigFiles(root), {
        name: 'UserError',
        message,
      });
    } finally {
      rmSync(root, { recursive: true });
    }
  };

  it('names what has the wrong shape', () => {
    refuses('- a\n', /must hold keys with values.*not a list\.$/);
    refuses(
      'app: [1]\n',
      'app in app-config.local.yaml must hold keys with values.',
    );
    refuses(
      'backend: {listen: {port: abc}}\n',
      'backend.listen.port in app-config.local.yaml must be a number, not abc.',
    );
    refuses(
      'a: 1\nb: "x\n',
      /^app-config\.local\.yaml, line 2, is no valid YAML/,
    );
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
