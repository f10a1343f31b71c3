'use strict';

const { findMissing } = require('./needs.cjs');
const { addCounts, none } = require('./counts.cjs');

/**
 * @typedef {import('./counts.cjs').Counts} Counts
 *
 * @typedef {object} Step
 * @property {string} name - what `--only` and `--from` take
 * @property {string} title - what it checks, in words
 * @property {string} runs - what it runs, for the list
 * @property {string[]} [needs] - programs without which it cannot run at all
 * @property {string[]} [uses] - programs without which a part of it cannot run
 * @property {string[]} [requires] - steps that have to run before it
 * @property {(context: object) => Promise<Counts>} run
 *
 * @typedef {Counts & {name: string, seconds: number, notes: string[]}} StepResult
 */

/**
 * What becomes of a step on a machine that lacks a program: skipped with a hint
 * how to get it, or, in CI, failed. Never passed over in silence.
 */
function forMissing(missing, { ci }) {
  return {
    ...none,
    [ci ? 'failed' : 'skipped']: missing.length,
    notes: missing.map(
      ({ title, install }) => `${title} was not found. Get it with: ${install}`,
    ),
  };
}

/**
 * Runs steps one after the other. One that throws has failed; the others run
 * all the same.
 *
 * @param {object} options
 * @param {Step[]} options.steps
 * @param {object} options.context - what the steps get; `env` and `ci` are read here
 * @param {object} options.report - is told what happens
 * @returns {Promise<StepResult[]>}
 */
async function runSteps({ steps, context, report }) {
  const results = [];
  for (const step of steps) {
    const startedAt = Date.now();
    report.begin(step);
    let counts = none;
    const notes = [];
    const missing = findMissing(step.needs ?? [], context.env);
    const partly = findMissing(step.uses ?? [], context.env);
    if (missing.length > 0) {
      const outcome = forMissing(missing, context);
      counts = outcome;
      notes.push(...outcome.notes);
    } else {
      try {
        counts = await step.run(context);
      } catch (error) {
        counts = { ...none, failed: 1 };
        notes.push(error.stack);
      }
      if (counts.passed + counts.failed + counts.skipped === 0) {
        counts = { ...none, failed: 1 };
        notes.push('The step ran no test.');
      }
      const outcome = forMissing(partly, context);
      counts = addCounts(counts, outcome);
      notes.push(...outcome.notes);
    }
    const { passed, failed, skipped } = counts;
    const result = {
      name: step.name,
      passed,
      failed,
      skipped,
      notes,
      seconds: Math.round((Date.now() - startedAt) / 100) / 10,
    };
    results.push(result);
    report.end(step, result);
  }
  return results;
}

module.exports = { runSteps };
