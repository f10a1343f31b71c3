'use strict';

/**
 * Proves the README's promise to adopters: packs every published package,
 * serves the tarballs from a registry of their own, makes fresh portals with
 * the published `@backstage/create-app` (new frontend system, and `--legacy`),
 * follows the README's steps and nothing else, starts each portal and looks at
 * a Model page in a browser.
 *
 * Usage: node scripts/adoption/adopt.cjs [new|legacy]...
 */
const { execFileSync, spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const YAML = require('yaml');
const { lookAtModelPage } = require('./browser.cjs');
const { readSteps, applyStep } = require('./readme.cjs');
const { countsLine } = require('../lib/test/counts.cjs');
const { serveTarballs } = require('./registry.cjs');

const root = path.resolve(__dirname, '../..');
const yarn = path.join(root, '.yarn/releases/yarn-4.13.0.cjs');
const CREATE_APP = '@backstage/create-app@0.9.2';

const PORTALS = {
  new: {
    flags: [],
    sections: ['Backend', 'New frontend system', 'A first model'],
    ports: { app: 3200, backend: 7207 },
  },
  legacy: {
    flags: ['--legacy'],
    sections: ['Backend', 'Old frontend system', 'A first model'],
    ports: { app: 3201, backend: 7208 },
  },
};

const log = line => process.stdout.write(`${line}\n`);

function packAll(folder) {
  const workspaces = execFileSync(
    process.execPath,
    [yarn, 'workspaces', 'list', '--json'],
    { cwd: root, encoding: 'utf8' },
  )
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  for (const { location } of workspaces) {
    const manifest = JSON.parse(
      fs.readFileSync(path.join(root, location, 'package.json'), 'utf8'),
    );
    if (manifest.private) continue;
    const file = manifest.name.replace('@', '').replace('/', '-');
    execFileSync(
      process.execPath,
      [yarn, 'pack', '--out', path.join(folder, `${file}.tgz`)],
      {
        cwd: path.join(root, location),
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
  }
}

/**
 * What this machine's own registry and Node need, independent of the suite:
 * the same pins as in our own package.json, and no native builds. It is printed
 * so that nobody mistakes it for a step of the README.
 */
function applyEnvironmentPins(portal, registryUrl) {
  const own = JSON.parse(fs.readFileSync(path.join(root, 'package.json')));
  const file = path.join(portal, 'package.json');
  const manifest = JSON.parse(fs.readFileSync(file, 'utf8'));
  manifest.resolutions = { ...manifest.resolutions, ...own.resolutions };
  manifest.dependenciesMeta = own.dependenciesMeta;
  fs.writeFileSync(file, JSON.stringify(manifest, null, 2));

  const rcFile = path.join(portal, '.yarnrc.yml');
  const rc = YAML.parse(fs.readFileSync(rcFile, 'utf8'));
  rc.enableTelemetry = false;
  rc.npmScopes = { modelyard: { npmRegistryServer: registryUrl } };
  rc.unsafeHttpWhitelist = ['127.0.0.1'];
  // These tarballs are minutes old: what the README says about the first day.
  rc.npmPreapprovedPackages = [
    ...(rc.npmPreapprovedPackages ?? []),
    '@modelyard/*',
  ];
  fs.writeFileSync(rcFile, YAML.stringify(rc));
  log(
    `  environment pins: resolutions ${Object.entries(own.resolutions)
      .map(([name, range]) => `${name}@${range}`)
      .join(', ')}; no native builds of ${Object.keys(
      own.dependenciesMeta,
    ).join(', ')}; scope @modelyard from the local registry`,
  );
}

/** An environment in which `yarn` is the one of this repository. */
function portalEnv(folder) {
  const bin = path.join(folder, 'bin');
  fs.mkdirSync(bin, { recursive: true });
  fs.writeFileSync(
    path.join(bin, 'yarn'),
    `#!/bin/sh\nexec "${process.execPath}" "${yarn}" "$@"\n`,
    { mode: 0o755 },
  );
  const env = { ...process.env };
  for (const key of Object.keys(env)) {
    if (key.toLowerCase().startsWith('npm_')) delete env[key];
  }
  const node = path.dirname(process.execPath);
  return {
    ...env,
    PATH: [bin, node, env.PATH].join(path.delimiter),
    // The portal's own yarnPath is older than or equal to ours; one is enough.
    YARN_IGNORE_PATH: '1',
    YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
    BROWSER: 'none',
  };
}

async function waitFor(url, child, seconds) {
  const until = Date.now() + seconds * 1000;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error('The portal stopped');
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise(resolve => setTimeout(resolve, 1000));
  }
  throw new Error(`${url} did not answer within ${seconds} s`);
}

async function adopt(kind, folder, registry) {
  const { flags, sections, ports } = PORTALS[kind];
  const portal = path.join(folder, kind);
  const env = portalEnv(folder);
  log(`${kind}: a fresh portal by ${CREATE_APP} ${flags.join(' ')}`);
  execFileSync(
    'npx',
    ['-y', CREATE_APP, '--skip-install', '--path', portal, ...flags],
    { env, input: 'portal\n', stdio: ['pipe', 'ignore', 'inherit'] },
  );
  applyEnvironmentPins(portal, registry.url);

  const readme = fs.readFileSync(path.join(root, 'README.md'), 'utf8');
  for (const step of readSteps(readme, sections)) {
    await applyStep(step, portal, { env, log: line => log(`  ${line}`) });
  }

  const portalLog = fs.openSync(path.join(folder, `${kind}.log`), 'w');
  const child = spawn('yarn', ['start'], {
    cwd: portal,
    env: {
      ...env,
      APP_CONFIG_app_baseUrl: `http://localhost:${ports.app}`,
      APP_CONFIG_backend_baseUrl: `http://localhost:${ports.backend}`,
      APP_CONFIG_backend_listen_port: String(ports.backend),
      APP_CONFIG_backend_cors_origin: `http://localhost:${ports.app}`,
    },
    stdio: ['ignore', portalLog, portalLog],
    detached: true,
  });
  try {
    const backend = `http://localhost:${ports.backend}`;
    await waitFor(`${backend}/.backstage/health/v1/readiness`, child, 240);
    await waitFor(`http://localhost:${ports.app}`, child, 240);
    await lookAtModelPage({
      url: `http://localhost:${ports.app}`,
      screenshots: path.join(root, 'e2e-results/screenshots'),
      name: `adoption-${kind}`,
    });
    log(`${kind}: the Model page is there`);
  } finally {
    process.kill(-child.pid, 'SIGKILL');
  }
}

async function main() {
  const kinds = process.argv.slice(2);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'adoption-'));
  const tarballs = path.join(folder, 'tarballs');
  fs.mkdirSync(tarballs);
  let failed = 0;
  let passed = 0;
  let registry;
  try {
    packAll(tarballs);
    registry = await serveTarballs(tarballs);
    log(`packed ${registry.packages.length} packages`);
    for (const kind of kinds.length > 0 ? kinds : Object.keys(PORTALS)) {
      try {
        await adopt(kind, folder, registry);
        passed += 1;
      } catch (error) {
        failed += 1;
        const output = [error.stdout, error.stderr].filter(Boolean).join('\n');
        log(`${kind}: FAILED: ${error.message}\n${output.slice(-4000)}`);
        const file = path.join(folder, `${kind}.log`);
        if (fs.existsSync(file)) {
          log(fs.readFileSync(file, 'utf8').slice(-6000));
        }
      }
    }
  } finally {
    registry?.close();
    if (!process.env.KEEP_ADOPTED) {
      fs.rmSync(folder, { recursive: true, force: true });
    } else {
      log(`kept ${folder}`);
    }
  }
  log(countsLine({ passed, failed }));
  process.exitCode = failed > 0 ? 1 : 0;
}

main();
