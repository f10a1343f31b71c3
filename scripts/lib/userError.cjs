'use strict';

/** A failure that the person at the terminal can do something about: one line, no stack. */
class UserError extends Error {
  constructor(message) {
    super(message);
    this.name = 'UserError';
  }
}

const NETWORK =
  /\b(ENOTFOUND|EAI_AGAIN|ERR_SOCKET_CLOSED_BEFORE_CONNECTION|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|UND_ERR_CONNECT_TIMEOUT)\b(?:[^\n]*?\b((?:[a-z0-9-]+\.)+[a-z]{2,}|(?:\d{1,3}\.){3}\d{1,3})(?::\d+)?)?/i;
const PERMISSION =
  /\b(EACCES|EPERM|EROFS)\b(?:[^\n]*?(?:open|mkdir|rename|unlink|rmdir|symlink|link|copyfile|access|scandir|chmod) '([^']+)')?/;

/**
 * Turns what a tool printed when it failed into one line that says what to do.
 *
 * @param {object} options
 * @param {string} options.what - what could not be done, such as `fetch Node.js 24`
 * @param {string} options.output - everything that the tool printed
 * @param {string} options.log - file that holds the output
 * @returns {string}
 */
function explainFailure({ what, output: printed, log }) {
  // A tool that crashes shows its own, minified, source, which names every code.
  const output = printed
    .split('\n')
    .filter(line => line.length < 1000)
    .join('\n');
  const details = `Details: ${log}`;
  const network = NETWORK.exec(output);
  if (network) {
    const where = network[2] ? ` from ${network[2]}` : '';
    return `Could not ${what}: no answer${where} (${network[1]}). Check the network and proxy settings and run it again. ${details}`;
  }
  const permission = PERMISSION.exec(output);
  if (permission) {
    const path = permission[2] ? ` to ${permission[2]}` : '';
    return `Could not ${what}: no permission to write${path} (${permission[1]}). ${details}`;
  }
  if (/\bENOSPC\b/.test(output)) {
    return `Could not ${what}: the disk is full (ENOSPC). ${details}`;
  }
  if (/\bYN0028\b/.test(output)) {
    return `Could not ${what}: yarn.lock does not match the package.json files. Run \`yarn install\` and commit yarn.lock. ${details}`;
  }
  const line = output
    .split('\n')
    .map(text => text.trim())
    .filter(text =>
      /\b(error|YN\d{4}:.*(fail|can't|couldn't|No candidates))/i.test(text),
    )
    .pop();
  return `Could not ${what}${line ? `: ${line}` : ''}. ${details}`;
}

module.exports = { UserError, explainFailure };
