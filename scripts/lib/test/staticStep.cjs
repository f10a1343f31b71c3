'use strict';

const { none } = require('./counts.cjs');

/**
 * A step that is one or more commands of the repository's Yarn and counts as
 * one test: all of them end well, or it failed.
 *
 * @param {Omit<import('./runSteps.cjs').Step, 'run' | 'runs'> & {
 *   commands: string[][],
 *   minutes?: number,
 * }} options - each command is what would follow `yarn run`
 * @returns {import('./runSteps.cjs').Step}
 */
function staticStep({ commands, minutes, ...step }) {
  return {
    ...step,
    runs: commands.map(command => command.join(' ')).join(' && '),
    async run(context) {
      for (const [index, command] of commands.entries()) {
        const { code } = await context.yarn(['run', ...command], {
          log: index ? `${step.name}-${index + 1}` : step.name,
          minutes,
        });
        if (code !== 0) {
          return { ...none, failed: 1 };
        }
      }
      return { ...none, passed: 1 };
    },
  };
}

module.exports = { staticStep };
