'use strict';

const assert = require('node:assert/strict');
const { delimiter } = require('node:path');
const { describe, it } = require('node:test');
const { childEnvironment, registryEnvironment } = require('./environment.cjs');

const calledByNpm = {
  PATH: ['/project/node_modules/.bin', '/usr/bin'].join(delimiter),
  HOME: '/home/mira',
  HTTPS_PROXY: 'http://proxy:3128',
  NODE_EXTRA_CA_CERTS: '/etc/ca.pem',
  NODE: '/usr/bin/node',
  INIT_CWD: '/project',
  npm_config_node_gyp: '/usr/lib/node-gyp.js',
  npm_config_user_agent: 'npm/11',
  npm_config_prefix: '/usr',
  npm_config_registry: 'https://registry.example.com',
  NPM_CONFIG_CACHE: '/var/cache/npm',
  npm_node_execpath: '/usr/bin/node',
  npm_execpath: '/usr/lib/npm-cli.js',
  npm_lifecycle_event: 'start',
};

describe('childEnvironment', () => {
  it('leaves nothing of the npm that called, and leads the PATH with the chosen Node', () => {
    assert.deepEqual(
      childEnvironment({ env: calledByNpm, node: '/cache/node24/bin/node' }),
      {
        PATH: ['/cache/node24/bin', calledByNpm.PATH].join(delimiter),
        HOME: '/home/mira',
        HTTPS_PROXY: 'http://proxy:3128',
        NODE_EXTRA_CA_CERTS: '/etc/ca.pem',
      },
    );
  });

  it('leaves nothing of the Yarn that called', () => {
    const env = {
      PATH: '/tmp/xfs-1',
      npm_config_user_agent: 'yarn/4',
      BERRY_BIN_FOLDER: '/tmp/xfs-1',
      PROJECT_CWD: '/project',
    };
    assert.deepEqual(childEnvironment({ env, node: '/n/bin/node' }), {
      PATH: ['/n/bin', '/tmp/xfs-1'].join(delimiter),
    });
  });

  it('keeps the name that the PATH has', () => {
    const env = { Path: 'C:\\Windows' };
    assert.deepEqual(childEnvironment({ env, node: '/n/bin/node' }), {
      Path: ['/n/bin', 'C:\\Windows'].join(delimiter),
    });
    assert.deepEqual(childEnvironment({ env: {}, node: '/n/bin/node' }), {
      PATH: '/n/bin',
    });
  });
});

describe('registryEnvironment', () => {
  it('keeps how the registry is reached, and nothing else of npm', () => {
    const { npm_config_registry, NPM_CONFIG_CACHE } = calledByNpm;
    const { PATH, HOME, HTTPS_PROXY, NODE_EXTRA_CA_CERTS } = calledByNpm;
    assert.deepEqual(registryEnvironment(calledByNpm), {
      PATH,
      HOME,
      HTTPS_PROXY,
      NODE_EXTRA_CA_CERTS,
      npm_config_registry,
      NPM_CONFIG_CACHE,
    });
  });
});
