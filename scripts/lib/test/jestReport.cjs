'use strict';

const { relative } = require('node:path');

// eslint-disable-next-line no-control-regex
const ANSI = /\u001b\[[0-9;]*m/g;

/**
 * Counts of a Jest run from its `--json` report. A test file that did not even
 * load counts as one failure: it holds no test that could.
 *
 * @param {object} report - the parsed report
 * @returns {import('./counts.cjs').Counts}
 */
function jestCounts(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * What failed in a Jest run, and why; the run's own output holds what every
 * test that passed has written to the console as well.
 *
 * @param {object} report - the parsed report
 * @param {string} root - folder that paths are shown from
 * @returns {string} empty if nothing failed
 */
function jestFailures(report, root) {
  return report.testResults
    .filter(({ status }) => status === 'failed')
    .map(({ name, message, assertionResults }) => {
      const failed = assertionResults
        .filter(({ status }) => status === 'failed')
        .map(
          ({ fullName, failureMessages }) =>
            `  ${fullName}\n\n${failureMessages.join('\n')}`,
        );
      const text = failed.length > 0 ? failed.join('\n\n') : message;
      return `FAIL ${relative(root, name)}\n\n${text.replace(ANSI, '')}`;
    })
    .join('\n\n');
}

module.exports = { jestCounts, jestFailures };
