'use strict';

/**
 * What a benchmark file gives back, a list of these.
 *
 * @typedef {object} BenchResult
 * @property {string} id - unique in the file, such as `catalog/ratio-5000`
 * @property {number} value - the median of several runs
 * @property {string} unit - `ms`, `KB`, `ratio`, ...
 * @property {number} [goal] - what the value is held against
 * @property {boolean} lowerIsBetter
 * @property {string} conditions - what a reader has to know to repeat it
 */

const FIELDS = {
  id: 'string',
  value: 'number',
  unit: 'string',
  lowerIsBetter: 'boolean',
  conditions: 'string',
};

/**
 * Checks what a benchmark gave back.
 *
 * @param {string} name - of the benchmark, for the message
 * @param {unknown} results
 * @returns {BenchResult[]}
 * @throws {Error} naming the result and the field
 */
function checkResults(name, results) {
  if (!Array.isArray(results) || results.length === 0) {
    throw new Error(`The benchmark \`${name}\` gave no results`);
  }
  const ids = new Set();
  results.forEach((result, index) => {
    const at = `result ${index + 1} of the benchmark \`${name}\``;
    for (const [field, type] of Object.entries(FIELDS)) {
      if (typeof result[field] !== type) {
        throw new Error(`\`${field}\` of ${at} is not a ${type}`);
      }
    }
    if (!Number.isFinite(result.value)) {
      throw new Error(`\`value\` of ${at} is ${result.value}`);
    }
    if (result.goal !== undefined && !Number.isFinite(result.goal)) {
      throw new Error(`\`goal\` of ${at} is not a number`);
    }
    if (ids.has(result.id)) {
      throw new Error(`\`id\` of ${at} is there twice: ${result.id}`);
    }
    ids.add(result.id);
  });
  return results;
}

/** @returns {'met' | 'missed' | '-'} how the value stands to its goal */
function verdictOf({ value, goal, lowerIsBetter }) {
  if (goal === undefined) {
    return '-';
  }
  return (lowerIsBetter ? value <= goal : value >= goal) ? 'met' : 'missed';
}

const HEADERS = ['id', 'value', 'unit', 'goal', 'verdict', 'conditions'];

/** @returns {string} the results as a table with right-aligned figures */
function formatTable(results) {
  const rows = results.map(result => {
    const { id, value, unit, goal, lowerIsBetter, conditions } = result;
    const limit = lowerIsBetter ? '<=' : '>=';
    return [
      id,
      String(value),
      unit,
      goal === undefined ? '-' : `${limit} ${goal}`,
      verdictOf(result),
      conditions,
    ];
  });
  const widths = HEADERS.map((header, column) =>
    Math.max(header.length, ...rows.map(row => row[column].length)),
  );
  const isFigure = column => ['value', 'goal'].includes(HEADERS[column]);
  return [HEADERS, ...rows]
    .map(row =>
      row
        .map((cell, column) =>
          isFigure(column)
            ? cell.padStart(widths[column])
            : cell.padEnd(widths[column]),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

module.exports = { checkResults, formatTable, verdictOf };
