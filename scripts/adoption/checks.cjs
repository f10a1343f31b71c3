'use strict';

const fs = require('node:fs');
const { join } = require('node:path');
const { createPaths, yarnScript } = require('../lib/paths.cjs');
const { UserError } = require('../lib/userError.cjs');

const paths = createPaths();
const yarn = yarnScript(paths);

/** The adopter's type check, with our published declarations. */
async function checkTypes(kind, portal, { commands, env }) {
  await commands.run(process.execPath, [yarn, 'tsc'], {
    cwd: portal,
    env,
    log: `${kind}-types`,
    what: '`yarn tsc`',
  });
}

/** The portal's configuration against the schemas that our packages bring. */
async function checkConfig(kind, portal, { commands, env }) {
  await commands.run(
    process.execPath,
    [yarn, 'backstage-cli', 'config:check', '--strict', '--lax'],
    {
      cwd: portal,
      env,
      log: `${kind}-config`,
      what: '`yarn backstage-cli config:check`',
    },
  );
}

/** Whether an error comes from our packages, or from a request to our backend. */
function isOurs(error) {
  return /modelyard|\/api\/llm\b/.test(error);
}

/**
 * The errors that the browser's console showed. A fresh portal has some of its
 * own; all of them are in the log.
 */
async function checkConsole(kind, errors) {
  const log = join(paths.logs, `adoption-${kind}-console.log`);
  fs.writeFileSync(log, `${errors.join('\n\n')}\n`);
  const ours = errors.filter(isOurs);
  if (ours.length > 0) {
    throw new UserError(`${ours.length} errors\n${ours.join('\n\n')}`);
  }
}

module.exports = { checkConfig, checkConsole, checkTypes };
