'use strict';

const { createHash } = require('node:crypto');
const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const { none } = require('../lib/test/counts.cjs');
const { workspaces } = require('../lib/workspaces.cjs');

const NOT_SOURCE = new Set(['node_modules', 'dist', 'dist-types', 'coverage']);

/** Digests of all source files under a folder, by path. */
function digests(folder, result = new Map()) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !NOT_SOURCE.has(entry.name)) {
      digests(path, result);
    } else if (entry.isFile()) {
      const hash = createHash('sha1').update(readFileSync(path));
      result.set(path, hash.digest('hex'));
    }
  }
  return result;
}

function changedFiles(before, after) {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter(path => before.get(path) !== after.get(path)).sort();
}

module.exports = {
  name: 'generated',
  title: 'Generated files are what their sources give',
  runs: 'yarn workspaces foreach --all run generate',
  async run(context) {
    const folders = workspaces(context.root)
      .filter(({ packageJson }) => packageJson.scripts?.generate)
      .map(({ path }) => path);
    const counts = { ...none };
    for (const folder of folders) {
      const before = digests(join(context.root, folder));
      const { code } = await context.yarn(['run', 'generate'], {
        log: `generated-${folder.replace(/\W/g, '-')}`,
        cwd: join(context.root, folder),
      });
      const changed = changedFiles(before, digests(join(context.root, folder)));
      if (changed.length > 0) {
        context.report.output(
          `These were out of date; they have been written anew, commit them:\n${changed.join(
            '\n',
          )}`,
        );
      }
      counts[code === 0 && changed.length === 0 ? 'passed' : 'failed'] += 1;
    }
    return counts;
  },
};
