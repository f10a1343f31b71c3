'use strict';

/**
 * Proves the README's promise to adopters: packs every published package,
 * serves the tarballs from a registry of their own, makes fresh portals with
 * the published `@backstage/create-app` (new frontend system, and `--legacy`),
 * follows the README's steps and nothing else, checks types and configuration,
 * starts each portal and looks at a Model page and the fleet page in a browser.
 *
 * Usage: node scripts/adoption/adopt.cjs [new|legacy]...
 *
 * The packages must be built (`yarn tsc && yarn backstage-cli repo build`).
 * KEEP_ADOPTED=1 leaves the portals where they are.
 */
const { execFileSync } = require('node:child_process');
const { join } = require('node:path');
const { childEnvironment } = require('../lib/environment.cjs');
const { createPaths, yarnScript } = require('../lib/paths.cjs');
const { countsLine } = require('../lib/test/counts.cjs');
const { UserError } = require('../lib/userError.cjs');
const { lookAtPages } = require('./browser.cjs');
const { createCommands } = require('./commands.cjs');
const { checkConfig, checkConsole, checkTypes } = require('./checks.cjs');
const { makeFolder, removeFolder, removeLeftovers } = require('./folder.cjs');
const { packAll } = require('./pack.cjs');
const {
  PORTALS,
  makePortal,
  portalEnvironment,
  withPortal,
} = require('./portal.cjs');
const { serveTarballs } = require('./registry.cjs');
const { createReport } = require('./report.cjs');

const paths = createPaths();

async function adopt(kind, context) {
  const { check } = context.report;
  const log = line => context.report.log(`  ${kind}: ${line}`);
  const portal = await check(`${kind}: the README's steps`, () =>
    makePortal(kind, { ...context, log }),
  );
  await check(`${kind}: types`, () => checkTypes(kind, portal, context));
  await check(`${kind}: configuration`, () =>
    checkConfig(kind, portal, context),
  );
  const errors = await check(`${kind}: Model page and fleet page`, () =>
    withPortal(kind, portal, context, url =>
      lookAtPages({ url, name: `adoption-${kind}`, context }),
    ),
  );
  await check(`${kind}: no error of ours in the browser's console`, () =>
    checkConsole(kind, errors),
  );
}

async function run(kinds, context) {
  const { folder, commands, report } = context;
  const packed = await report.check('packages hold what they promise', () =>
    packAll({
      folder,
      commands,
      env: childEnvironment({ env: process.env, node: process.execPath }),
    }),
  );
  context.registry = await serveTarballs(packed);
  // At the same time: an install alone keeps one core busy, not two.
  const results = await Promise.allSettled(
    kinds.map(kind => adopt(kind, context)),
  );
  const unexpected = results.find(({ reason }) => reason && !reason.reported);
  if (unexpected) throw unexpected.reason;
}

async function main(kinds) {
  const unknown = kinds.find(kind => !PORTALS[kind]);
  if (unknown) {
    throw new UserError(`No kind of portal is called ${unknown}`);
  }
  const cache = execFileSync(
    process.execPath,
    [yarnScript(paths), 'config', 'get', 'cacheFolder'],
    { cwd: paths.root, encoding: 'utf8' },
  ).trim();
  await removeLeftovers();
  const folder = makeFolder();
  const report = createReport();
  const context = {
    folder,
    report,
    commands: createCommands({ logs: paths.logs }),
    env: portalEnvironment({ folder, cache }),
    browsers: [],
    screenshots: join(paths.root, 'e2e-results/screenshots'),
  };
  const interrupted = new Promise((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => {
        report.silence();
        reject(new UserError(`Interrupted by ${signal}.`));
      });
    }
  });
  const work = run(kinds.length > 0 ? kinds : Object.keys(PORTALS), context);
  try {
    await Promise.race([work, interrupted]);
  } catch (error) {
    if (!error.reported) {
      report.counts.failed += 1;
      report.log(error instanceof UserError ? error.message : error.stack);
    }
  } finally {
    await context.commands.endAll();
    await Promise.all(context.browsers.map(browser => browser.close()));
    context.registry?.close();
    if (process.env.KEEP_ADOPTED) {
      report.log(`The portals are in ${folder}`);
    } else {
      await removeFolder({
        folder,
        cache,
        packed: context.registry?.packages ?? [],
      });
    }
  }
  report.log(countsLine(report.counts));
  return report.counts.failed > 0 ? 1 : 0;
}

main(process.argv.slice(2)).then(
  code => process.exit(code),
  error => {
    process.stderr.write(
      `${error instanceof UserError ? error.message : error.stack}\n`,
    );
    process.exit(1);
  },
);
