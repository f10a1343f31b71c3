'use strict';

const { createWriteStream, mkdirSync, readFileSync } = require('node:fs');
const { join, relative } = require('node:path');
const { checkAddresses, readAddresses } = require('../addresses.cjs');
const { groupIsAlive, killGroup, startNode } = require('../exec.cjs');
const { createPaths } = require('../paths.cjs');
const { checkPorts } = require('../ports.cjs');
const { createProgress } = require('../progress.cjs');
const { UserError } = require('../userError.cjs');
const { checkConfigFiles } = require('./configFiles.cjs');
const { createErrorFilter } = require('./errorFilter.cjs');
const { waitUntilReady } = require('./readiness.cjs');

const GRACE_MS = 10_000;
const TAIL_LINES = 20;

/** Ends the portal: asked politely first, since it may be writing. */
async function end(child) {
  killGroup(child, 'SIGTERM');
  const deadline = Date.now() + GRACE_MS;
  while (groupIsAlive(child) && Date.now() < deadline) {
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  if (groupIsAlive(child)) {
    killGroup(child, 'SIGKILL');
  }
}

function startPortal(paths) {
  return startNode({
    node: process.execPath,
    args: [
      join(paths.modules, '@backstage/cli/bin/backstage-cli'),
      'repo',
      'start',
    ],
    cwd: paths.root,
    env: {
      // The address is printed when it answers; a browser that opens earlier
      // would show an error first.
      BROWSER: 'none',
      ...process.env,
      // Signing in as a persona is for development only.
      NODE_ENV: 'development',
    },
  });
}

/**
 * `npm start`: runs the portal until it is told to stop.
 *
 * @param {object} options
 * @param {boolean} [options.verbose] - show everything that the portal prints
 * @param {string} [options.root] - folder of the repository
 * @returns {Promise<number>} exit code: 0 when it was told to stop, 1 when the
 *   portal ended by itself
 */
async function start({ verbose, root }) {
  const paths = createPaths(root);
  const addresses = readAddresses(paths.root, process.env);
  checkConfigFiles(paths.root);
  checkAddresses(addresses);
  // Once more: somebody may have come while the dependencies were installed.
  await checkPorts(addresses);

  mkdirSync(paths.logs, { recursive: true });
  const logPath = join(paths.logs, 'portal.log');
  const shownLog = relative(paths.root, logPath);
  const log = createWriteStream(logPath);
  const progress = verbose ? undefined : createProgress();
  const say = text => {
    if (progress) progress.pause();
    process.stdout.write(`${text}\n`);
  };

  progress?.update('Starting the portal');
  const child = startPortal(paths);
  const filter = verbose
    ? chunk => process.stdout.write(chunk)
    : createErrorFilter(say);
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      log.write(chunk);
      filter(chunk.toString());
    });
  }

  const ended = new AbortController();
  let stopping;
  const stop = () => {
    if (!stopping) {
      ended.abort();
      progress?.done();
      stopping = end(child);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, stop);
  }
  const exited = new Promise(resolve => {
    child.on('error', error => {
      log.write(`${error.message}\n`);
      resolve();
    });
    child.on('close', resolve);
  });
  exited.then(() => ended.abort());

  const ready = await waitUntilReady({
    addresses,
    signal: ended.signal,
    onSlow: missing =>
      say(
        `Still waiting for the ${missing.join(' and the ')}. See ${shownLog}.`,
      ),
  });
  if (ready) {
    progress?.done('The portal is running');
    say(
      `\n  ${addresses.frontend.url}\n\nStop it with Ctrl-C. Log: ${shownLog}`,
    );
  }

  await exited;
  await (stopping ?? end(child));
  await new Promise(resolve => log.end(resolve));
  if (stopping) {
    return 0;
  }
  progress?.done();
  const tail = readFileSync(logPath, 'utf8').trim().split('\n');
  throw new UserError(
    `${tail.slice(-TAIL_LINES).join('\n')}\n\nThe portal ended ${
      ready ? 'by itself' : 'before it answered'
    }. Log: ${shownLog}`,
  );
}

if (require.main === module) {
  start({ verbose: process.argv.includes('--verbose') }).then(
    code => process.exit(code),
    error => {
      process.stderr.write(
        `${error instanceof UserError ? error.message : error.stack}\n`,
      );
      process.exit(1);
    },
  );
}

module.exports = { start };
