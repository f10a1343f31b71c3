'use strict';

// Runs one benchmark in a process of its own, so that none is measured with the
// memory and the compiled code that another has left behind. Loaded with
// Backstage's transform, as the backend is in development.
const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');
const { checkResults } = require('./results.cjs');

async function runOne([name, file, output]) {
  const { default: bench } = require(file);
  if (typeof bench !== 'function') {
    throw new Error(`${file} has no default export that is a function`);
  }
  const results = checkResults(name, await bench());
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, `${JSON.stringify(results, null, 2)}\n`);
}

runOne(process.argv.slice(2)).then(
  // A benchmark may leave servers and timers open; its work is done.
  () => process.exit(0),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
