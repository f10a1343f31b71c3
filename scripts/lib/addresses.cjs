'use strict';

const fs = require('node:fs');
const { join } = require('node:path');
const { UserError } = require('./userError.cjs');

/**
 * Scalars of a YAML file as `a.b.c: value`, by indentation. It reads the plain
 * maps of a portal's configuration, and is there because the ports are asked
 * for before anything is installed. Lists and block texts are left out.
 */
function readScalars(text) {
  const result = {};
  const path = [];
  for (const line of text.split(/\r?\n/)) {
    const [, indent, key, value] =
      /^( *)([\w-]+):(?:\s+(.*))?$/.exec(line.replace(/\s+#.*$/, '')) || [];
    if (key) {
      while (path.length && path[path.length - 1].indent >= indent.length) {
        path.pop();
      }
      path.push({ key, indent: indent.length });
      if (value) {
        result[path.map(part => part.key).join('.')] = value
          .trim()
          .replace(/^(['"])(.*)\1$/, '$2');
      }
    }
  }
  return result;
}

function portOf(url) {
  try {
    const { port, protocol } = new URL(url);
    return Number(port) || (protocol === 'https:' ? 443 : 80);
  } catch {
    return undefined;
  }
}

/**
 * The two addresses of the development portal, from `app-config.yaml`, over it
 * `app-config.local.yaml`, and over both the `APP_CONFIG_*` variables.
 *
 * @param {string} root - folder of the repository
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {{frontend: {url: string, port: number}, backend: {url: string, port: number}, letIn?: string}}
 *   `letIn`: the one origin that the backend answers
 */
function readAddresses(root, env = {}) {
  const scalars = {};
  for (const name of ['app-config.yaml', 'app-config.local.yaml']) {
    const file = join(root, name);
    if (fs.existsSync(file)) {
      Object.assign(scalars, readScalars(fs.readFileSync(file, 'utf8')));
    }
  }
  for (const [name, value] of Object.entries(env)) {
    if (name.startsWith('APP_CONFIG_')) {
      const key = name.slice('APP_CONFIG_'.length).replace(/_/g, '.');
      scalars[key] = value.replace(/^"(.*)"$/, '$1');
    }
  }
  const frontend = scalars['app.baseUrl'] || 'http://localhost:3000';
  const backend = scalars['backend.baseUrl'] || 'http://localhost:7007';
  const listen =
    scalars['backend.listen.port'] ||
    /:(\d+)$/.exec(scalars['backend.listen'] || '')?.[1];
  return {
    frontend: {
      url: frontend,
      port: Number(scalars['app.listen.port']) || portOf(frontend) || 3000,
    },
    backend: { url: backend, port: Number(listen) || portOf(backend) || 7007 },
    letIn: scalars['backend.cors.origin'],
  };
}

/** Whether an address leads to this machine without anything in between. */
function isLocal(url) {
  try {
    return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
  } catch {
    return false;
  }
}

/**
 * Makes sure that the addresses go together: whoever moves the portal to other
 * ports easily forgets one of the four places.
 *
 * @throws {UserError} naming the keys and their values
 */
function checkAddresses({ frontend, backend, letIn }) {
  if (isLocal(backend.url) && portOf(backend.url) !== backend.port) {
    throw new UserError(
      `The backend listens on port ${backend.port} (backend.listen.port), but is looked for at ${backend.url} (backend.baseUrl). Give both the same port in app-config.local.yaml.`,
    );
  }
  const page = originOf(frontend.url);
  if (letIn && page && page !== originOf(backend.url) && page !== letIn) {
    throw new UserError(
      `The pages come from ${page} (app.baseUrl), but the backend answers those from ${letIn} only (backend.cors.origin). Give both the same address in app-config.local.yaml.`,
    );
  }
}

function originOf(url) {
  try {
    return new URL(url).origin;
  } catch {
    return undefined;
  }
}

module.exports = { checkAddresses, readAddresses };
