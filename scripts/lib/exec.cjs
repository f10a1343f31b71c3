'use strict';

const { spawn } = require('node:child_process');
const { createWriteStream, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const END_WITH_PARENT = require.resolve('./endWithParent.cjs');

/**
 * Starts a Node script as the head of a process group of its own, which ends
 * when we end, however we end.
 *
 * @param {object} options
 * @param {string} options.node - path of the Node to use
 * @param {string[]} options.args - Node's arguments, the script, its arguments
 * @param {string} options.cwd
 * @param {NodeJS.ProcessEnv} options.env
 * @param {'pipe' | 'inherit'} [options.output] - what becomes of stdout and stderr
 * @returns {import('node:child_process').ChildProcess}
 */
function startNode({ node, args, cwd, env, output = 'pipe' }) {
  return spawn(node, ['--require', END_WITH_PARENT, ...args], {
    cwd,
    env: { ...env, MODELYARD_STARTED_BY: String(process.pid) },
    stdio: ['ignore', output, output],
    detached: process.platform !== 'win32',
  });
}

const running = new Set();

/**
 * Runs a Node script to its end. Its output goes to a log file; what of it is
 * worth showing is the caller's choice.
 *
 * @param {Parameters<typeof startNode>[0] & {
 *   log: string,
 *   onOutput?: (text: string) => void,
 *   timeoutMs?: number,
 * }} options - `log` is written anew; after `timeoutMs` the group is killed
 * @returns {Promise<{code: number, output: string, timedOut: boolean}>}
 */
function runNode({ log, onOutput, timeoutMs, ...options }) {
  mkdirSync(dirname(log), { recursive: true });
  const file = createWriteStream(log);
  return new Promise((resolve, reject) => {
    file.on('error', reject);
    file.write(`$ node ${options.args.join(' ')}\n`);
    const child = startNode(options);
    running.add(child);
    let output = '';
    let timedOut = false;
    const take = chunk => {
      const text = chunk.toString();
      output += text;
      file.write(text);
      if (onOutput) onOutput(text);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const timer =
      timeoutMs &&
      setTimeout(() => {
        timedOut = true;
        take(`Stopped after ${Math.round(timeoutMs / 60_000)} minutes.\n`);
        killGroup(child, 'SIGKILL');
      }, timeoutMs);

    const finish = code => {
      clearTimeout(timer);
      running.delete(child);
      file.end(() => resolve({ code, output, timedOut }));
    };
    child.on('error', error => {
      take(`${error.message}\n`);
      finish(127);
    });
    child.on('close', code => finish(code === null ? 1 : code));
  });
}

/** Signals a child and everything that it started. */
function killGroup(child, signal) {
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') {
      throw error;
    }
  }
}

/** Whether anything of the child's group still runs. */
function groupIsAlive(child) {
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Passes an interrupt on to everything that `runNode` has running. */
function killRunning(signal) {
  for (const child of running) {
    killGroup(child, signal);
  }
}

module.exports = { groupIsAlive, killGroup, killRunning, runNode, startNode };
