'use strict';

const { existsSync, readFileSync, statSync } = require('node:fs');
const { join } = require('node:path');
const { LineCounter, parseAllDocuments, visit } = require('yaml');
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
    if (!statSync(file).isFile()) {
      throw new UserError(`${name} is a folder; a file is needed there.`);
    }
    const lineCounter = new LineCounter();
    const documents = parseAllDocuments(readFileSync(file, 'utf8'), {
      lineCounter,
      prettyErrors: false,
    });
    for (const document of documents) {
      const { errors } = document;
      if (errors.length > 0) {
        const { line } = lineCounter.linePos(placeOf(errors[0], document));
        throw new UserError(
          `${name}, line ${line}, is no valid YAML: ${errors[0].message}.`,
        );
      }
      checkShape(name, document.toJS());
    }
  }
}

/** A quote that nobody closes is noticed at the end, and stands where its text begins. */
function placeOf({ code, pos }, document) {
  let place = pos[0];
  if (code === 'MISSING_CHAR') {
    visit(document, {
      Scalar(_key, { type, range }) {
        if (/^QUOTE/.test(type) && range[0] < pos[0] && pos[0] <= range[2]) {
          place = range[0];
        }
      },
    });
  }
  return place;
}

/** Backstage prints pages of stacks, three times over, where a section is no map. */
function checkShape(name, value) {
  const isMap = item =>
    typeof item === 'object' && item !== null && !Array.isArray(item);
  if (value === null || value === undefined) {
    return;
  }
  if (!isMap(value)) {
    throw new UserError(
      `${name} must hold keys with values, such as \`app:\`, not ${
        Array.isArray(value) ? 'a list' : 'a single value'
      }.`,
    );
  }
  for (const key of ['app', 'backend']) {
    if (value[key] !== undefined && value[key] !== null && !isMap(value[key])) {
      throw new UserError(`${key} in ${name} must hold keys with values.`);
    }
  }
  const port = value.backend?.listen?.port;
  if (port !== undefined && !/^(\d+|\$\{.*\})$/.test(String(port))) {
    throw new UserError(
      `backend.listen.port in ${name} must be a number, not ${port}.`,
    );
  }
}

module.exports = { checkConfigFiles };
