'use strict';

/**
 * What a machine and this test need, apart from the suite, before the README's
 * first step.
 */
const fs = require('node:fs');
const { join } = require('node:path');
const YAML = require('yaml');
const { readJson, workspaces } = require('../lib/workspaces.cjs');

const DEPENDENCIES = ['dependencies', 'devDependencies'];

/** A lockfile without the entries of a repository's own packages. */
function withoutLocal(lockfile) {
  return lockfile
    .split('\n\n')
    .filter(entry => !/^ {2}resolution: ".*@(workspace|link):/m.test(entry))
    .join('\n\n');
}

/**
 * Backstage packages that a portal wants and a lockfile does not hold, each at
 * the version that the portal's release came with.
 *
 * @param {object[]} manifests - the portal's package.json files
 * @param {string} lockfile
 * @returns {Record<string, string>} versions by name
 */
function releaseVersions(manifests, lockfile) {
  const held = new Set(lockfile.match(/@backstage\/[^@",]+@npm:[^",]+/g));
  return Object.fromEntries(
    manifests
      .flatMap(manifest => DEPENDENCIES.map(field => manifest[field] ?? {}))
      .flatMap(Object.entries)
      .filter(([name]) => name.startsWith('@backstage/'))
      .filter(([name, range]) => !held.has(`${name}@npm:${range}`))
      .map(([name, range]) => [name, range.replace(/^\^/, '')])
      .sort(),
  );
}

const list = pairs => pairs.map(pair => pair.join('@')).join(', ');

/**
 * Makes a fresh portal installable where this runs. create-app names ranges: a
 * later day's install would take some packages from a newer Backstage release
 * that does not fit the others.
 *
 * @param {object} options
 * @param {string} options.portal - folder of the portal
 * @param {string} options.root - folder of this repository
 * @param {string} options.registryUrl - where the tarballs are
 * @returns {string[]} what was done, to be printed: none of it is a step of the README
 */
function applyPins({ portal, root, registryUrl }) {
  const { resolutions, dependenciesMeta } = readJson(
    join(root, 'package.json'),
  );
  const file = join(portal, 'package.json');
  const manifest = readJson(file);
  const lockfile = withoutLocal(
    fs.readFileSync(join(root, 'yarn.lock'), 'utf8'),
  );
  fs.writeFileSync(join(portal, 'yarn.lock'), lockfile);
  const release = releaseVersions(
    [manifest, ...workspaces(portal).map(({ packageJson }) => packageJson)],
    lockfile,
  );
  manifest.resolutions = {
    ...manifest.resolutions,
    ...resolutions,
    ...release,
  };
  manifest.dependenciesMeta = dependenciesMeta;
  fs.writeFileSync(file, JSON.stringify(manifest, null, 2));

  const rcFile = join(portal, '.yarnrc.yml');
  const rc = YAML.parse(fs.readFileSync(rcFile, 'utf8'));
  rc.enableTelemetry = false;
  rc.tsEnableAutoTypes = false;
  rc.npmScopes = { modelyard: { npmRegistryServer: registryUrl } };
  rc.unsafeHttpWhitelist = [new URL(registryUrl).hostname];
  // These tarballs are minutes old: what the README says about the first day.
  rc.npmPreapprovedPackages = [
    ...(rc.npmPreapprovedPackages ?? []),
    '@modelyard/*',
  ];
  fs.writeFileSync(rcFile, YAML.stringify(rc));
  return [
    `the lockfile of this repository to begin with`,
    `the release's ${list(Object.entries(release))}`,
    `the repository's own resolutions ${list(Object.entries(resolutions))}`,
    `no native builds of ${Object.keys(dependenciesMeta).join(', ')}`,
    '@modelyard/* from the local registry, on their first day',
    'no tsEnableAutoTypes, no telemetry',
  ];
}

module.exports = { applyPins, releaseVersions, withoutLocal };
