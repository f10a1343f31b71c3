'use strict';

const { join } = require('node:path');
const { runNode } = require('../exec.cjs');
const { yarnScript } = require('../paths.cjs');

const MINUTE = 60_000;
const SHOWN_LINES = 200;

/** The end of a long output: that is where tools say what is wrong. */
function tail(output, lines = SHOWN_LINES) {
  const all = output.trimEnd().split('\n');
  return all.length > lines
    ? [
        `... ${all.length - lines} lines more in the log`,
        ...all.slice(-lines),
      ].join('\n')
    : all.join('\n');
}

/**
 * What a step gets to work with.
 *
 * @param {object} options
 * @param {ReturnType<import('../paths.cjs').createPaths>} options.paths
 * @param {NodeJS.ProcessEnv} options.env - for everything that a step starts
 * @param {ReturnType<import('./report.cjs').createReport>} options.report
 * @param {string} [options.node]
 */
function createContext({ paths, env, report, node = process.execPath }) {
  const run = async (
    args,
    { log, minutes = 15, extraEnv, cwd, quiet = false } = {},
  ) => {
    const result = await runNode({
      node,
      args,
      cwd: cwd ?? paths.root,
      env: { ...env, ...extraEnv },
      log: join(paths.logs, `test-${log}.log`),
      timeoutMs: minutes * MINUTE,
    });
    if (result.code !== 0 && !quiet) {
      report.output(tail(result.output));
    }
    return result;
  };
  return {
    paths,
    root: paths.root,
    env,
    report,
    ci: /^(1|true)$/i.test(env.CI ?? ''),
    /**
     * Runs a Node script; prints the end of its output if it fails.
     *
     * @param {string[]} args
     * @param {{log: string, minutes?: number, extraEnv?: NodeJS.ProcessEnv, cwd?: string, quiet?: boolean}} options - `quiet` leaves it to the step to say what failed
     * @returns {Promise<{code: number, output: string, timedOut: boolean}>}
     */
    node: run,
    /** Runs `yarn <args>` with the repository's own Yarn, in the same way. */
    yarn: (args, options) => run([yarnScript(paths), ...args], options),
  };
}

module.exports = { createContext, tail };
