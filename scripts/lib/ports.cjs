'use strict';

const { createServer } = require('node:net');
const { UserError } = require('./userError.cjs');

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

/** Where each is told its port. */
const KEYS = {
  frontend: 'app.baseUrl and backend.cors.origin',
  backend: 'backend.baseUrl and backend.listen.port',
};

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
async function checkPorts({ frontend, backend }) {
  for (const [name, { port }] of Object.entries({ frontend, backend })) {
    const other = `another port in app-config.local.yaml (${KEYS[name]})`;
    let busy;
    try {
      busy = await isPortBusy(port);
    } catch (error) {
      throw new UserError(
        `Port ${port}, where the ${name} would listen, cannot be opened (${error.code}). Choose ${other}.`,
      );
    }
    if (busy) {
      throw new UserError(
        `Port ${port}, where the ${name} would listen, is in use. See who has it with \`${whoHolds(
          port,
        )}\`, or choose ${other}.`,
      );
    }
  }
}

module.exports = { checkPorts, isPortBusy };
