'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { afterEach, beforeEach, describe, it } = require('node:test');
const { install, installDigest, isInstalled } = require('./install.cjs');
const { createPaths } = require('./paths.cjs');

describe('install', () => {
  let paths;
  const write = (path, content) => {
    const file = join(paths.root, path);
    fs.mkdirSync(join(file, '..'), { recursive: true });
    fs.writeFileSync(
      file,
      typeof content === 'string' ? content : JSON.stringify(content),
    );
  };
  const digest = (node = 'v24.1.0 linux x64') =>
    installDigest({ root: paths.root, node });

  beforeEach(() => {
    paths = createPaths(fs.mkdtempSync(join(tmpdir(), 'install-')));
    write('.yarnrc.yml', 'yarnPath: yarn.cjs\n');
    write('yarn.lock', '# lock\n');
    write('package.json', { name: 'root', workspaces: ['packages/*'] });
    write('packages/a/package.json', { name: 'a', dependencies: { b: '1' } });
  });
  afterEach(() => fs.rmSync(paths.root, { recursive: true }));

  // Stands in for Yarn: leaves the file that Yarn leaves, and counts its runs.
  const yarn = exitCode =>
    write(
      'yarn.cjs',
      `const fs = require('node:fs');
      fs.appendFileSync('runs', process.argv.slice(2).join(' ') + '\\n');
      fs.appendFileSync('seen', Object.keys(process.env).filter(name => /^npm_/i.test(name)).join());
      console.log('YN0000: Link step');
      fs.mkdirSync('node_modules', { recursive: true });
      fs.writeFileSync('node_modules/.yarn-state.yml', '');
      if (${exitCode}) console.error('RequestError: getaddrinfo ENOTFOUND registry.example.com');
      process.exit(${exitCode});`,
    );
  const run = said =>
    install({
      paths,
      env: { ...process.env, npm_config_user_agent: 'npm/11' },
      node: process.execPath,
      nodeVersion: 'v24.1.0 linux x64',
      progress: { update: text => said?.push(text) },
    });

  it('has another digest for whatever decides what is installed', () => {
    const seen = new Set([digest()]);
    const changes = [
      () => write('yarn.lock', '# other\n'),
      () => write('.yarnrc.yml', 'nodeLinker: pnp\nyarnPath: yarn.cjs\n'),
      () => write('packages/a/package.json', { name: 'a' }),
      () => write('packages/c/package.json', { name: 'c' }),
      () =>
        write('package.json', {
          workspaces: ['packages/*'],
          resolutions: { b: '2' },
        }),
    ];
    for (const change of changes) {
      change();
      seen.add(digest());
    }
    seen.add(digest('v22.3.0 linux x64'));
    assert.equal(seen.size, changes.length + 2);
  });

  it('has the same digest when only a script or a text changes', () => {
    const before = digest();
    write('packages/a/package.json', {
      name: 'a',
      description: 'other',
      scripts: { test: 'x' },
      dependencies: { b: '1' },
    });
    assert.equal(digest(), before);
  });

  it('installs from the lockfile once, and again only when something changed', async () => {
    yarn(0);
    const said = [];
    assert.equal(await run(said), true);
    assert.deepEqual(said, [
      'Installing dependencies',
      'Installing dependencies: linking',
    ]);
    assert.equal(await run(), false);
    write('yarn.lock', '# other\n');
    assert.equal(await run(), true);
    fs.rmSync(paths.modules, { recursive: true });
    assert.equal(await run(), true);
    assert.equal(
      fs.readFileSync(join(paths.root, 'runs'), 'utf8'),
      'install --immutable\n'.repeat(3),
    );
    assert.equal(fs.readFileSync(join(paths.root, 'seen'), 'utf8'), '');
  });

  it('never takes an install that failed for complete', async () => {
    yarn(0);
    await run();
    write('yarn.lock', '# other\n');
    yarn(1);
    await assert.rejects(run(), error => {
      assert.equal(error.name, 'UserError');
      assert.match(
        error.message,
        /^Could not install the dependencies: no answer from registry\.example\.com[^\n]*install\.log$/,
      );
      return true;
    });
    write('yarn.lock', '# lock\n');
    assert.equal(isInstalled(paths, digest()), false);
  });
});
