'use strict';

const { existsSync, readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const { none } = require('../lib/test/counts.cjs');
const { workspaces } = require('../lib/workspaces.cjs');

/** Exports of published packages that carry no documentation, by API report. */
function findUndocumented(root) {
  return workspaces(root)
    .filter(({ packageJson }) => !packageJson.private)
    .flatMap(({ path }) =>
      readdirSync(join(root, path))
        .filter(name => /^report.*\.api\.md$/.test(name))
        .map(name => join(path, name)),
    )
    .flatMap(report => {
      const lines = readFileSync(join(root, report), 'utf8').split('\n');
      return lines.flatMap((line, index) =>
        /^\/\/ @\w+.*\(undocumented\)/.test(line)
          ? [`${report}: ${lines[index + 1]}`]
          : [],
      );
    });
}

module.exports = {
  name: 'api-reports',
  title: 'The public API is what the reports say, tagged and documented',
  runs: 'yarn api-reports --ci',
  requires: ['types'],
  async run(context) {
    const { code } = await context.yarn(['run', 'api-reports', '--ci'], {
      log: 'api-reports',
    });
    const missing = workspaces(context.root)
      .filter(({ packageJson: { private: isPrivate } }) => !isPrivate)
      // What a program offers is its commands, not its exports.
      .map(({ path, packageJson: { backstage } }) =>
        join(
          path,
          backstage?.role === 'cli' ? 'cli-report.md' : 'report.api.md',
        ),
      )
      .filter(report => !existsSync(join(context.root, report)))
      .map(report => `${report} is missing; run \`yarn api-reports\``);
    const complaints = [
      ...missing,
      ...findUndocumented(context.root).map(
        line => `Exported without documentation: ${line}`,
      ),
    ];
    if (complaints.length > 0) {
      context.report.output(complaints.join('\n'));
    }
    return code === 0 && complaints.length === 0
      ? { ...none, passed: 1 }
      : { ...none, failed: 1 };
  },
};
