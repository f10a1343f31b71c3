'use strict';

const assert = require('node:assert/strict');
const { describe, it } = require('node:test');
const { createErrorFilter } = require('./errorFilter.cjs');

const colored = level =>
  `\u001b[2m2026-11-23T14:46:47.204Z\u001b[22m \u001b[34mcatalog\u001b[39m \u001b[32m${level}\u001b[39m`;

/** What is shown of a text that arrives in pieces of a few characters. */
function shown(text) {
  const lines = [];
  const filter = createErrorFilter(line => lines.push(line));
  for (let at = 0; at < text.length; at += 7) {
    filter(text.slice(at, at + 7));
  }
  return lines;
}

describe('createErrorFilter', () => {
  it('shows nothing of a start that goes well', () => {
    assert.deepEqual(
      shown(`Starting app, backend
Loaded config from app-config.yaml
<i> [webpack-dev-server] Loopback: http://localhost:3000/
${colored('info')} Listening on :7007
${colored('warn')} an error happened elsewhere
    at a warning's stack
Rspack compiled successfully
`),
      [],
    );
  });

  it('shows a logged error with its stack, up to the next message', () => {
    const error = `${colored('error')} Failed to start plugin 'llm'`;
    assert.deepEqual(
      shown(`${colored('info')} Listening
${error}
    at Object.start (/x.js:1:2)
  cause: Error: no folder

${colored('info')} Plugin initialization complete
    { detail: 1 }
`),
      [error, '    at Object.start (/x.js:1:2)', '  cause: Error: no folder'],
    );
  });

  it('shows what the bundler and Node itself say', () => {
    assert.deepEqual(
      shown(`ERROR in ./src/App.tsx
  × Module not found
Rspack compiled with 1 error
<e> [webpack-dev-server] x
<i> [webpack-dev-server] y
node:internal/modules/cjs/loader:1210
  throw err;
Error: Cannot find module 'y'
Starting app
quiet again
`),
      [
        'ERROR in ./src/App.tsx',
        '  × Module not found',
        '<e> [webpack-dev-server] x',
        'node:internal/modules/cjs/loader:1210',
        '  throw err;',
        "Error: Cannot find module 'y'",
      ],
    );
  });
});
