'use strict';

const fs = require('node:fs');
const { createServer } = require('node:net');
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
 * @returns {{frontend: {url: string, port: number}, backend: {url: string, port: number}}}
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
  };
}

function isTaken(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', error => {
      if (error.code === 'EADDRINUSE') {
        resolve(true);
      } else if (['EAFNOSUPPORT', 'EADDRNOTAVAIL'].includes(error.code)) {
        resolve(false);
      } else {
        reject(error);
      }
    });
    server.listen({ port, host, exclusive: true }, () =>
      server.close(() => resolve(false)),
    );
  });
}

/**
 * Whether somebody already listens on a port of this machine. The loopback
 * addresses are asked one by one, since a listener on one of them does not keep
 * another from listening on all.
 */
async function isPortBusy(port) {
  for (const host of ['127.0.0.1', '::1', '0.0.0.0', '::']) {
    if (await isTaken(port, host)) {
      return true;
    }
  }
  return false;
}

/** How to find out who holds a port, in the words of the platform. */
function whoHolds(port, platform = process.platform) {
  if (platform === 'win32') {
    return `netstat -ano | findstr :${port}`;
  }
  return platform === 'darwin'
    ? `lsof -nP -iTCP:${port} -sTCP:LISTEN`
    : `ss -ltnp 'sport = :${port}'`;
}

/**
 * Makes sure that frontend and backend can listen.
 *
 * @throws {UserError} naming the port and how to find who has it
 */
async function checkPorts(addresses) {
  for (const [name, { port }] of Object.entries(addresses)) {
    let busy;
    try {
      busy = await isPortBusy(port);
    } catch (error) {
      throw new UserError(
        `Port ${port}, where the ${name} would listen, cannot be opened (${error.code}). Choose another port in app-config.local.yaml.`,
      );
    }
    if (busy) {
      throw new UserError(
        `Port ${port}, where the ${name} would listen, is in use. See who has it with \`${whoHolds(
          port,
        )}\`, or choose another port in app-config.local.yaml.`,
      );
    }
  }
}

module.exports = { checkPorts, isPortBusy, readAddresses };
