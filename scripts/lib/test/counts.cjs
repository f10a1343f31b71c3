'use strict';

/**
 * @typedef {{passed: number, failed: number, skipped: number}} Counts
 */

const none = Object.freeze({ passed: 0, failed: 0, skipped: 0 });

/** @returns {Counts} */
function addCounts(...counts) {
  return counts.reduce(
    (sum, next) => ({
      passed: sum.passed + next.passed,
      failed: sum.failed + next.failed,
      skipped: sum.skipped + next.skipped,
    }),
    none,
  );
}

/**
 * Counts of a run of Node's test runner, from the closing lines of its report.
 *
 * @param {string} output
 * @returns {Counts | undefined} nothing where the runner did not come to its end
 */
function nodeTestCounts(output) {
  const count = name => {
    const [, digits] =
      new RegExp(`^(?:#|ℹ) ${name} (\\d+)$`, 'm').exec(output) ?? [];
    return digits === undefined ? undefined : Number(digits);
  };
  if (count('pass') === undefined || count('fail') === undefined) {
    return undefined;
  }
  return {
    passed: count('pass'),
    failed: count('fail') + (count('cancelled') ?? 0),
    skipped: (count('skipped') ?? 0) + (count('todo') ?? 0),
  };
}

/**
 * Counts of a Playwright run from its JSON report. A test that passed only when
 * it was tried again is a failure: somebody has to look at it.
 *
 * @param {object} report - the parsed report
 * @returns {Counts}
 */
function playwrightCounts({ stats, errors = [] }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * Counts from a last line as `countsLine` writes it.
 *
 * @param {string} output
 * @returns {Counts | undefined} nothing where there is no such line
 */
function countsFromLine(output) {
  const match = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/m.exec(
    output,
  );
  return match
    ? {
        passed: Number(match[1]),
        failed: Number(match[2]),
        skipped: Number(match[3] ?? 0),
      }
    : undefined;
}

/** The closing line: `12 passed, 0 failed`, with `, 1 skipped` where there are any. */
function countsLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${
    skipped ? `, ${skipped} skipped` : ''
  }`;
}

module.exports = {
  addCounts,
  countsFromLine,
  countsLine,
  nodeTestCounts,
  none,
  playwrightCounts,
};
