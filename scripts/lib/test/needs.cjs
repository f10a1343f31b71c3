'use strict';

const { existsSync, readdirSync } = require('node:fs');
const { delimiter, join } = require('node:path');

/** Debian keeps PostgreSQL's server programs out of the PATH, one folder a version. */
const POSTGRES_FOLDERS = [
  '/usr/lib/postgresql',
  '/opt/homebrew/opt',
  '/usr/local/opt',
];

function inPath(names, env) {
  for (const folder of (env.PATH ?? '').split(delimiter).filter(Boolean)) {
    for (const name of names) {
      if (existsSync(join(folder, name))) {
        return join(folder, name);
      }
    }
  }
  return undefined;
}

function firstExisting(paths) {
  return paths.find(path => path && existsSync(path));
}

function findPostgres(env) {
  const folders = POSTGRES_FOLDERS.filter(existsSync).flatMap(folder =>
    readdirSync(folder)
      .filter(name => /^(postgresql@)?\d+$/.test(name))
      // 15 is what the tests name; a newer one will do.
      .sort((a, b) => Number(!a.endsWith('15')) - Number(!b.endsWith('15')))
      .map(name => join(folder, name, 'bin')),
  );
  return firstExisting([
    ...folders.map(folder => join(folder, 'initdb')),
    inPath(['initdb'], env),
  ]);
}

/**
 * Programs that some tests need and npm does not bring: how each is found, and
 * how a person gets it. The keys are what steps name in `needs` and `uses`.
 */
const programs = {
  chromium: {
    title: 'Chromium',
    install: 'apt-get install chromium (or set CHROMIUM_PATH)',
    find: env =>
      firstExisting([env.CHROMIUM_PATH]) ??
      inPath(['chromium', 'chromium-browser', 'google-chrome'], env) ??
      firstExisting([
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      ]),
  },
  postgresql: {
    title: 'PostgreSQL',
    install:
      'apt-get install postgresql (or set BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING)',
    find: env =>
      env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING ??
      findPostgres(env),
  },
  prometheus: {
    title: 'Prometheus',
    install: 'apt-get install prometheus',
    find: env => inPath(['prometheus'], env),
  },
  victoriaMetrics: {
    title: 'VictoriaMetrics',
    install: 'apt-get install victoria-metrics',
    find: env => inPath(['victoria-metrics', 'victoria-metrics-prod'], env),
  },
  slurm: {
    title: 'Slurm with its REST API',
    install:
      'apt-get install slurmctld slurmd slurm-client slurmrestd munge slurm-wlm-jwt-plugin',
    find: env =>
      ['slurmctld', 'slurmd', 'slurmrestd', 'munged'].every(name =>
        inPath([name], { PATH: `${env.PATH}${delimiter}/usr/sbin` }),
      )
        ? '/usr/sbin/slurmctld'
        : undefined,
  },
};

/**
 * Which of the named programs this machine lacks.
 *
 * @param {string[]} names - keys of `programs`
 * @param {NodeJS.ProcessEnv} env
 * @returns {Array<{name: string, title: string, install: string}>}
 */
function findMissing(names, env) {
  return names
    .filter(name => !programs[name].find(env))
    .map(name => ({
      name,
      title: programs[name].title,
      install: programs[name].install,
    }));
}

module.exports = { findMissing, programs };
