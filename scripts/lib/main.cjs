'use strict';

const { join } = require('node:path');
const { childEnvironment } = require('./environment.cjs');
const { checkAddresses, readAddresses } = require('./addresses.cjs');
const {
  groupIsAlive,
  killGroup,
  killRunning,
  startNode,
} = require('./exec.cjs');
const { createPaths } = require('./paths.cjs');
const { checkPorts } = require('./ports.cjs');
const { prepare } = require('./prepare.cjs');
const { UserError } = require('./userError.cjs');

const USAGE = `Usage: npm start | npm test | yarn bench, with options after \`--\`

  start          Start the portal: frontend, backend, SQLite in .data/
    --verbose      Show everything that it prints, not only errors
  test           Check and test everything, as CI does
    --only a,b     Only these steps (and what they need)
    --from a       This step and those after it
    --list         List the steps
  bench [name]   Run one benchmark, or all
    --list         List the benchmarks

Any Node.js from 18 will do to begin with: where it is not 22 or 24, Node.js 24
is fetched from npm into .cache/node/. Dependencies are installed from yarn.lock
when they are not there yet. Logs are in .cache/logs/.
`;

const COMMANDS = {
  start: {
    script: 'start/start.cjs',
    // Asked for before a minute of installing goes by.
    check: async ({ paths, env }) => {
      const addresses = readAddresses(paths.root, env);
      checkAddresses(addresses);
      await checkPorts(addresses);
    },
  },
  test: { script: 'test/test.cjs' },
  bench: { script: 'bench/bench.cjs' },
};

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/**
 * Calls back when the process is asked to end. npm hands a signal to the shell
 * between it and us, which dies of it without telling us; so where npm or Yarn
 * has started us, a parent that is gone counts as SIGTERM.
 *
 * @param {(signal: string) => void} callback
 * @returns {() => void} stops listening
 */
function onStop(callback) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.env.npm_lifecycle_event && process.ppid !== parent) {
      clearInterval(watch);
      process.stderr.write('The npm that started this is gone; stopping.\n');
      callback('SIGTERM');
    }
  }, 500);
  watch.unref();
  const names = Object.keys(SIGNALS);
  names.forEach(name => process.on(name, callback));
  return () => {
    clearInterval(watch);
    names.forEach(name => process.off(name, callback));
  };
}

/** Hands signals on and waits until the command and its group are gone. */
function superviseCommand(child) {
  return new Promise(resolve => {
    const stopListening = onStop(signal => killGroup(child, signal));
    const finish = code => {
      stopListening();
      resolve(code);
    };
    child.on('error', () => finish(127));
    child.on('exit', (code, signal) => {
      if (groupIsAlive(child)) {
        killGroup(child, 'SIGKILL');
      }
      finish(code === null ? 128 + (SIGNALS[signal] || 9) : code);
    });
  });
}

async function runCommand(name, args) {
  const { script, check } = COMMANDS[name];
  const paths = createPaths();
  const { env } = process;

  const stopListening = onStop(signal => {
    killRunning('SIGTERM');
    process.exit(128 + SIGNALS[signal]);
  });
  if (check) {
    await check({ paths, env });
  }
  const { node } = await prepare({ paths, env });
  stopListening();

  return superviseCommand(
    startNode({
      node,
      args: [join(__dirname, script), ...args],
      cwd: paths.root,
      env: childEnvironment({ env, node }),
      output: 'inherit',
    }),
  );
}

/**
 * The entry of `npm start`, `npm test` and `yarn bench`.
 *
 * @param {string[]} argv - the command and its options
 */
async function main([command, ...args]) {
  if (!command || ['help', '--help', '-h'].includes(command)) {
    process.stdout.write(USAGE);
    return;
  }
  if (!COMMANDS[command]) {
    process.stderr.write(`Unknown command \`${command}\`.\n\n${USAGE}`);
    process.exit(2);
  }
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(USAGE);
    return;
  }
  try {
    process.exitCode = await runCommand(command, args);
  } catch (error) {
    process.stderr.write(
      `${error instanceof UserError ? error.message : error.stack}\n`,
    );
    process.exitCode = 1;
  }
}

module.exports = { main };
