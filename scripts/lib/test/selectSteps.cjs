'use strict';

const { UserError } = require('../userError.cjs');

/** @returns {object[]} the steps that `step` needs to have run, and itself, in the list's order */
function withRequired(steps, wanted) {
  const names = new Set();
  const add = name => {
    names.add(name);
    const step = steps.find(other => other.name === name);
    (step.requires ?? []).forEach(add);
  };
  wanted.forEach(add);
  return steps.filter(step => names.has(step.name));
}

/**
 * The steps to run, by the options of `npm test`.
 *
 * @param {object[]} steps - all of them, in order
 * @param {object} options
 * @param {string[]} [options.only] - names
 * @param {string} [options.from] - name of the first one
 * @throws {UserError} for a name that is not a step's
 */
function selectSteps(steps, { only, from }) {
  const names = steps.map(step => step.name);
  const unknown = [...(only ?? []), ...(from ? [from] : [])].filter(
    name => !names.includes(name),
  );
  if (unknown.length > 0) {
    throw new UserError(
      `No step is called ${unknown
        .map(name => `\`${name}\``)
        .join(', ')}. The steps are: ${names.join(', ')}.`,
    );
  }
  if (only) {
    return withRequired(steps, only);
  }
  return from
    ? withRequired(steps, names.slice(names.indexOf(from)))
    : [...steps];
}

module.exports = { selectSteps };
