'use strict';

const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { LineCounter, parseAllDocuments } = require('yaml');
const { UserError } = require('../userError.cjs');

/**
 * Makes sure that the files that people write can be read. Backstage would say
 * what is wrong with one of them, twice and without its name.
 *
 * @throws {UserError} naming the file, the line and the reason
 */
function checkConfigFiles(root) {
  for (const name of ['app-config.yaml', 'app-config.local.yaml']) {
    const file = join(root, name);
    if (!existsSync(file)) {
      continue;
    }
    const lineCounter = new LineCounter();
    const documents = parseAllDocuments(readFileSync(file, 'utf8'), {
      lineCounter,
      prettyErrors: false,
    });
    for (const { errors } of documents) {
      if (errors.length > 0) {
        const { line } = lineCounter.linePos(errors[0].pos[0]);
        throw new UserError(
          `${name}, line ${line}, is no valid YAML: ${errors[0].message}.`,
        );
      }
    }
  }
}

module.exports = { checkConfigFiles };
