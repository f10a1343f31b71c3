'use strict';

const { delimiter, dirname } = require('node:path');

// npm and Yarn describe their own run in these; a child that reads them (node-gyp,
// a nested npm or Yarn) would work with the wrong Node, headers or folders.
const RUNNER_VARIABLES =
  /^(npm_.*|node|init_cwd|project_cwd|berry_bin_folder|yarn_ignore_path)$/i;

// How a person reaches the registry; needed where npm itself is asked for something.
const REGISTRY_VARIABLES =
  /^npm_config_(registry|proxy|https?_proxy|noproxy|no_proxy|cafile|ca|strict_ssl|userconfig|globalconfig|cache|offline|prefer_offline|fetch_.*|.*_authtoken)$/i;

/**
 * The environment for everything that is started with the chosen Node: no
 * variables of the npm or Yarn that called us, and the chosen Node first in the
 * PATH, so that a tool that starts `node` gets the same one.
 *
 * @param {object} options
 * @param {NodeJS.ProcessEnv} options.env
 * @param {string} options.node - path of the chosen Node's binary
 */
function childEnvironment({ env, node }) {
  const result = {};
  for (const [name, value] of Object.entries(env)) {
    if (!RUNNER_VARIABLES.test(name)) {
      result[name] = value;
    }
  }
  const pathName =
    Object.keys(result).find(name => name.toLowerCase() === 'path') || 'PATH';
  result[pathName] = [dirname(node), result[pathName]]
    .filter(Boolean)
    .join(delimiter);
  return result;
}

/** The environment for npm when it fetches Node: its registry settings and no more. */
function registryEnvironment(env) {
  const result = {};
  for (const [name, value] of Object.entries(env)) {
    if (!RUNNER_VARIABLES.test(name) || REGISTRY_VARIABLES.test(name)) {
      result[name] = value;
    }
  }
  return result;
}

module.exports = { childEnvironment, registryEnvironment };
