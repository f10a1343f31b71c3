'use strict';

/**
 * Starts a backend that serves the built app of one frontend system.
 *
 * Usage: node startPortal.cjs <app package> <config file>...
 */
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const root = path.resolve(__dirname, '../..');
const [app, ...configs] = process.argv.slice(2);

if (!fs.existsSync(path.join(root, 'packages', app, 'dist/index.html'))) {
  process.stderr.write(
    `packages/${app} is not built: run "yarn workspace ${app} build" first\n`,
  );
  process.exit(1);
}

const child = spawn(
  process.execPath,
  [
    path.join(root, '.yarn/releases/yarn-4.13.0.cjs'),
    'workspace',
    'backend',
    'start',
    ...configs.flatMap(file => ['--config', path.join(root, file)]),
  ],
  { cwd: root, stdio: 'inherit' },
);
child.on('exit', code => process.exit(code ?? 1));
