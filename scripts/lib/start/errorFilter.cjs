'use strict';

// eslint-disable-next-line no-control-regex
const ANSI = /\u001b\[[0-9;]*m/g;

// What begins a message, and whether it is about an error. Every other line
// belongs to the message before it: a stack, a code frame, a list of causes.
const BEGINNINGS = [
  // Backstage's logger: time, plugin, level, text
  [/^\d{4}-\d\d-\d\dT\S+Z \S+ error\b/, true],
  [/^\d{4}-\d\d-\d\dT\S+Z \S+ \w+\b/, false],
  // The development server
  [/^<e> /, true],
  [/^<[iw]> /, false],
  // The bundler
  [/^ERROR in /, true],
  [/^(WARNING in |Rspack compiled|webpack compiled)/, false],
  // Node itself, and what was thrown before there was a logger
  [
    /^(node:\S+:\d+$|Uncaught |Unhandled |\w*Error\b|Assertion failed|FATAL )/,
    true,
  ],
  [/^(Starting |Loaded config|Loading config|Change detected)/, false],
];

/**
 * Lets pass what a person at the terminal has to see of the portal's output:
 * errors, with all of their lines.
 *
 * @param {(line: string) => void} show
 * @returns {(chunk: string) => void}
 */
function createErrorFilter(show) {
  let rest = '';
  let inError = false;
  return chunk => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      const plain = line.replace(ANSI, '').trimEnd();
      const found = BEGINNINGS.find(([pattern]) => pattern.test(plain));
      if (found) {
        inError = found[1];
      }
      if (inError && plain) {
        show(line);
      }
    }
  };
}

module.exports = { createErrorFilter };
