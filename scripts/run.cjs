#!/usr/bin/env node
'use strict';

// Everything starts here: `npm start`, `npm test`, `yarn start|test|bench`.
// This file and what it loads is plain JavaScript without dependencies, because
// it runs before anything is installed and on whatever Node the machine has.
const major = Number(process.versions.node.split('.')[0]);
if (major < 18) {
  process.stderr.write(
    `Node.js ${process.versions.node} is too old to begin with; 18 or later is needed.\n`,
  );
  process.exit(1);
}

require('./lib/main.cjs').main(process.argv.slice(2));
