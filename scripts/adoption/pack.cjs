'use strict';

/**
 * Packs the packages as a release does, by `yarn pack` with their own `prepack`.
 * That rewrites each package.json for a moment, so it is done on a copy of the
 * checkout: an interrupted run leaves nothing behind, and nobody who works in
 * the checkout meets the rewritten files.
 */
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const { join, relative } = require('node:path');
const { createPaths, yarnScript } = require('../lib/paths.cjs');
const { UserError } = require('../lib/userError.cjs');
const { readJson, workspaces } = require('../lib/workspaces.cjs');
const { findContentProblems } = require('./contents.cjs');

const AT_ONCE = 2;
const LEFT_OUT = /(^|\/)(node_modules|coverage|dist-types)$/;

function copyCheckout({ root, all, published, target }) {
  fs.mkdirSync(join(target, '.yarn'), { recursive: true });
  const files = ['package.json', 'yarn.lock', 'tsconfig.json'];
  for (const file of [...files, '.yarnrc.yml', '.yarn/install-state.gz']) {
    fs.copyFileSync(join(root, file), join(target, file));
  }
  for (const folder of ['node_modules', '.yarn/releases']) {
    fs.symlinkSync(join(root, folder), join(target, folder), 'junction');
  }
  for (const { path } of all) {
    fs.mkdirSync(join(target, path), { recursive: true });
    fs.copyFileSync(
      join(root, path, 'package.json'),
      join(target, path, 'package.json'),
    );
  }
  for (const { path } of published) {
    fs.cpSync(join(root, path), join(target, path), {
      recursive: true,
      filter: source => !LEFT_OUT.test(source.slice(root.length)),
    });
  }
}

/** What is in a tarball: the paths of its files, and its package.json. */
function unpack(tarball, target) {
  fs.mkdirSync(target);
  execFileSync('tar', ['-xzf', tarball, '--strip-components=1'], {
    cwd: target,
  });
  const files = fs
    .readdirSync(target, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry =>
      relative(target, join(entry.parentPath, entry.name)).replace(/\\/g, '/'),
    );
  return {
    files,
    manifest: readJson(join(target, 'package.json')),
    read: name => fs.readFileSync(join(target, name), 'utf8'),
  };
}

/**
 * Packs every published package, and demands that the tarballs hold what their
 * package.json names and nothing else.
 *
 * @param {object} options
 * @param {string} options.folder - takes `tarballs/` and the copy to pack in
 * @param {import('./commands.cjs').Commands} options.commands
 * @param {NodeJS.ProcessEnv} options.env
 * @returns {Promise<Array<{file: string, manifest: object}>>} the tarballs
 */
async function packAll({ folder, commands, env }) {
  const paths = createPaths();
  const { root } = paths;
  const all = workspaces(root);
  const published = all.filter(({ packageJson }) => !packageJson.private);
  for (const { path } of published) {
    if (!fs.existsSync(join(root, path, 'dist'))) {
      throw new UserError(
        `${path} is not built. Build first: yarn tsc && yarn backstage-cli repo build`,
      );
    }
  }
  const checkout = join(folder, 'checkout');
  const tarballs = join(folder, 'tarballs');
  fs.mkdirSync(tarballs);
  copyCheckout({ root, all, published, target: checkout });

  const packed = [];
  const waiting = [...published];
  const packNext = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const name = next.path.replace('/', '-');
      const file = join(tarballs, `${name}.tgz`);
      await commands.run(
        process.execPath,
        [yarnScript(paths), 'pack', '--out', file],
        { cwd: join(checkout, next.path), env, log: `pack-${name}` },
      );
      packed.push({ file, ...unpack(file, file.replace(/\.tgz$/, '')) });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, packNext));

  const problems = packed.flatMap(findContentProblems);
  if (problems.length > 0) {
    throw new UserError(
      `The packed packages are not what they should be:\n${problems.join(
        '\n',
      )}`,
    );
  }
  return packed;
}

module.exports = { packAll };
