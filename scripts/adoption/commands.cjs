'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const { join, relative } = require('node:path');
const { groupIsAlive, killGroup } = require('../lib/exec.cjs');

const END_WITH_PARENT = require.resolve('../lib/endWithParent.cjs');
const MINUTE = 60_000;

/** A command that failed; what it printed is in the file `log`. */
class CommandError extends Error {
  constructor(message, log) {
    super(message);
    this.name = 'CommandError';
    this.log = log;
  }
}

/**
 * @typedef {object} Commands
 * @property {(program: string, args: string[], options: object) => Promise<void>} run
 *   runs a program to its end, rejects when it fails
 * @property {(args: string[], options: object) => {child: import('node:child_process').ChildProcess, log: string}} start
 *   starts a Node script that goes on until `end` or `endAll`
 * @property {(child: import('node:child_process').ChildProcess) => Promise<void>} end
 * @property {() => Promise<void>} endAll - ends everything; nothing starts afterwards
 */

/**
 * Programs with their output in log files and in process groups of their own,
 * so that all that they have started can be ended with them.
 *
 * @param {object} options
 * @param {string} options.logs - folder of the log files
 * @returns {Commands}
 */
function createCommands({ logs }) {
  const running = new Set();
  let ended = false;
  fs.mkdirSync(logs, { recursive: true });

  function launch(program, args, { cwd, env, log: name, input }) {
    if (ended) {
      throw new Error('Interrupted');
    }
    const log = join(logs, `adoption-${name}.log`);
    fs.writeFileSync(log, `$ ${[program, ...args].join(' ')}\n`);
    const output = fs.openSync(log, 'a');
    const child = spawn(program, args, {
      cwd,
      env: { ...env, MODELYARD_STARTED_BY: String(process.pid) },
      stdio: [input === undefined ? 'ignore' : 'pipe', output, output],
      detached: process.platform !== 'win32',
    });
    fs.closeSync(output);
    running.add(child);
    child.once('exit', () => running.delete(child));
    child.stdin?.end(input);
    return { child, log };
  }

  async function end(child) {
    if (groupIsAlive(child)) {
      killGroup(child, 'SIGKILL');
    }
    while (groupIsAlive(child)) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  return {
    run(program, args, { minutes = 10, what, ...options }) {
      return new Promise((resolve, reject) => {
        const { child, log } = launch(program, args, options);
        const fail = reason =>
          reject(
            new CommandError(
              `${what ?? options.log} ${reason}, see ${relative('', log)}`,
              log,
            ),
          );
        const timer = setTimeout(() => {
          fail(`took more than ${minutes} minutes`);
          killGroup(child, 'SIGKILL');
        }, minutes * MINUTE);
        child.once('error', error => {
          clearTimeout(timer);
          fail(`could not be started (${error.message})`);
        });
        child.once('exit', code => {
          clearTimeout(timer);
          if (code === 0) resolve();
          else fail(`ended with ${code ?? 'a signal'}`);
        });
      });
    },
    start: (args, options) =>
      launch(
        process.execPath,
        ['--require', END_WITH_PARENT, ...args],
        options,
      ),
    end,
    async endAll() {
      ended = true;
      await Promise.all([...running].map(end));
    },
  };
}

module.exports = { CommandError, createCommands };
