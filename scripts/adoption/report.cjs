'use strict';

const fs = require('node:fs');
const { stripVTControlCharacters } = require('node:util');
const { tail } = require('../lib/test/context.cjs');
const { UserError } = require('../lib/userError.cjs');

const SHOWN_LINES = 40;

/** The end of a log file, without colours and without the portal's access log. */
function endOfLog(file) {
  const lines = stripVTControlCharacters(fs.readFileSync(file, 'utf8'))
    .split('\n')
    .filter(line => !line.includes('type="incomingRequest"'))
    .map(line => line.slice(0, 400));
  return tail(lines.join('\n'), SHOWN_LINES);
}

/** Counts checks, and says for each how long it took or why it failed. */
function createReport() {
  const counts = { passed: 0, failed: 0 };
  const log = line => process.stdout.write(`${line}\n`);
  let silent = false;
  return {
    counts,
    log,
    /** Says no more of what fails: it was interrupted, and that is the reason. */
    silence() {
      silent = true;
    },
    /** @returns {Promise<any>} what `work` gives; rejects when it fails */
    async check(title, work) {
      const startedAt = Date.now();
      try {
        const result = await work();
        counts.passed += 1;
        const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
        log(`✔ ${title} (${seconds} s)`);
        return result;
      } catch (error) {
        if (silent) throw error;
        counts.failed += 1;
        const known = error.log || error instanceof UserError;
        log(`✖ ${title}: ${known ? error.message : error.stack}`);
        if (error.log) log(endOfLog(error.log));
        throw Object.assign(error, { reported: true });
      }
    },
  };
}

module.exports = { createReport };
