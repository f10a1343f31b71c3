'use strict';

/** A fresh portal, made and run as an adopter does. */
const fs = require('node:fs');
const { createServer } = require('node:net');
const { delimiter, join } = require('node:path');
const { createPaths, yarnScript } = require('../lib/paths.cjs');
const { childEnvironment } = require('../lib/environment.cjs');
const { waitUntilReady } = require('../lib/start/readiness.cjs');
const { CommandError } = require('./commands.cjs');
const { applyPins } = require('./pins.cjs');
const { applyStep, readSteps } = require('./readme.cjs');

const CREATE_APP = '@backstage/create-app@0.9.2';
const paths = createPaths();

const PORTALS = {
  new: {
    flags: [],
    sections: ['Backend', 'New frontend system', 'A first model'],
  },
  legacy: {
    flags: ['--legacy'],
    sections: ['Backend', 'Old frontend system', 'A first model'],
  },
};

/**
 * The environment of the portals. `yarn` is this repository's release, which
 * hands over to the release that the portal brings.
 *
 * @param {object} options
 * @param {string} options.folder - takes Yarn's index of packages
 * @param {string} options.cache - folder of the packages that Yarn has already
 */
function portalEnvironment({ folder, cache }) {
  const bin = join(folder, 'bin');
  fs.mkdirSync(bin, { recursive: true });
  fs.writeFileSync(
    join(bin, 'yarn'),
    `#!/bin/sh\nexec "${process.execPath}" "${yarnScript(paths)}" "$@"\n`,
    { mode: 0o755 },
  );
  const { CI, ...env } = childEnvironment({
    env: process.env,
    node: process.execPath,
  });
  return {
    ...env,
    PATH: [bin, env.PATH].join(delimiter),
    BROWSER: 'none',
    YARN_GLOBAL_FOLDER: join(folder, 'yarn'),
    YARN_ENABLE_GLOBAL_CACHE: '0',
    YARN_ENABLE_MIRROR: '0',
    YARN_CACHE_FOLDER: cache,
    YARN_ENABLE_PROGRESS_BARS: '0',
    YARN_ENABLE_COLORS: '0',
    NO_COLOR: '1',
  };
}

/**
 * Makes a portal with the published create-app and follows the README.
 *
 * @param {'new' | 'legacy'} kind
 * @param {object} context - see `adopt.cjs`
 * @returns {Promise<string>} the portal's folder
 */
async function makePortal(kind, { folder, commands, env, registry, log }) {
  const { flags, sections } = PORTALS[kind];
  const portal = join(folder, kind);
  const create = [CREATE_APP, '--skip-install', ...flags];
  log(`npx ${create.join(' ')}`);
  await commands.run('npx', ['--yes', ...create, '--path', portal], {
    cwd: folder,
    env,
    input: 'portal\n',
    log: `${kind}-create-app`,
  });
  log(
    `pins: ${applyPins({
      portal,
      root: paths.root,
      registryUrl: registry.url,
    }).join('; ')}`,
  );

  const readme = fs.readFileSync(join(paths.root, 'README.md'), 'utf8');
  const steps = readSteps(readme, sections);
  for (const [index, step] of steps.entries()) {
    await applyStep(step, portal, {
      log,
      run: command =>
        commands.run('bash', ['--norc', '-ec', command], {
          cwd: portal,
          env,
          log: `${kind}-step-${index + 1}`,
          what: `\`${command}\``,
        }),
    });
  }
  return portal;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * Runs `yarn start` in a portal, on ports that are free, until `use` is done.
 *
 * @param {'new' | 'legacy'} kind
 * @param {string} portal - its folder
 * @param {object} context - see `adopt.cjs`
 * @param {(url: string) => Promise<T>} use
 * @returns {Promise<T>}
 * @template T
 */
async function withPortal(kind, portal, { commands, env }, use) {
  const [app, backend] = [await freePort(), await freePort()];
  const addresses = {
    frontend: { url: `http://localhost:${app}` },
    backend: { url: `http://localhost:${backend}` },
  };
  const { child, log } = commands.start([yarnScript(paths), 'start'], {
    cwd: portal,
    env: {
      ...env,
      APP_CONFIG_app_baseUrl: addresses.frontend.url,
      APP_CONFIG_backend_baseUrl: addresses.backend.url,
      APP_CONFIG_backend_listen_port: String(backend),
      APP_CONFIG_backend_cors_origin: addresses.frontend.url,
    },
    log: `${kind}-portal`,
  });
  const gone = new AbortController();
  child.once('exit', () => gone.abort());
  // A backend that has failed to start stays, and says so in its log alone.
  const watch = setInterval(() => {
    if (fs.readFileSync(log, 'utf8').includes('Backend startup failed')) {
      gone.abort();
    }
  }, 1000);
  try {
    const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(240_000)]);
    if (!(await waitUntilReady({ addresses, signal }))) {
      throw new CommandError('`yarn start` brought no portal', log);
    }
    return await use(addresses.frontend.url);
  } catch (error) {
    throw Object.assign(error, { log });
  } finally {
    clearInterval(watch);
    await commands.end(child);
  }
}

module.exports = { PORTALS, makePortal, portalEnvironment, withPortal };
