'use strict';

const { createProgress } = require('../progress.cjs');
const { addCounts, countsLine } = require('./counts.cjs');

const time = seconds =>
  seconds < 60
    ? `${seconds.toFixed(1)} s`
    : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;

function mark({ passed, failed }) {
  if (failed > 0) {
    return '✖';
  }
  return passed > 0 ? '✔' : '–';
}

/** Tells on the terminal how the steps go. */
function createReport({ stream = process.stdout } = {}) {
  let progress;
  return {
    begin(step) {
      progress = createProgress({ stream, quietMs: 120_000 });
      progress.update(`  ${step.name}: ${step.runs}`);
    },
    /** What a failed step printed, in full or its end. */
    output(text) {
      progress?.pause();
      stream.write(`${text.trimEnd()}\n`);
    },
    end(step, result) {
      progress.done();
      stream.write(
        `${mark(result)} ${step.name}: ${countsLine(result)} (${time(
          result.seconds,
        )})\n`,
      );
      for (const note of result.notes) {
        stream.write(`    ${note.replace(/\n/g, '\n    ')}\n`);
      }
    },
  };
}

/**
 * The closing table and, alone on the last line, the sum.
 *
 * @param {import('./runSteps.cjs').StepResult[]} results
 * @returns {string}
 */
function formatSummary(results) {
  const width = Math.max(4, ...results.map(({ name }) => name.length));
  const row = (name, ...cells) =>
    `${name.padEnd(width)}${cells.map(cell => cell.padStart(9)).join('')}`;
  const lines = [
    row('step', 'passed', 'failed', 'skipped', 'time'),
    ...results.map(({ name, passed, failed, skipped, seconds }) =>
      row(
        name,
        String(passed),
        String(failed),
        String(skipped),
        time(seconds).replace(' min ', 'm').replace(/ s$/, 's'),
      ),
    ),
  ];
  return `\n${lines.join('\n')}\n\n${countsLine(addCounts(...results))}\n`;
}

module.exports = { createReport, formatSummary };
