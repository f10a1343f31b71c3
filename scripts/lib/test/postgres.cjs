'use strict';

const { execFileSync, spawn } = require('node:child_process');
const { randomBytes } = require('node:crypto');
const fs = require('node:fs');
const { connect, createServer } = require('node:net');
const { tmpdir } = require('node:os');
const { dirname, join } = require('node:path');

const VARIABLE = 'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING';

/** PostgreSQL refuses to run as root; then the user of its package, or nobody, does. */
function serverUser() {
  if (process.getuid?.() !== 0) {
    return {};
  }
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = ['-u', '-g'].map(flag =>
        Number(execFileSync('id', [flag, name], { encoding: 'utf8' })),
      );
      return { uid, gid };
    } catch {
      // No such user; the next one.
    }
  }
  throw new Error('PostgreSQL does not run as root and there is no other user');
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function accepts(port) {
  return new Promise(resolve => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/**
 * Starts an empty PostgreSQL server for this run: data in a temporary folder,
 * a free port of the loopback interface, a random password. It is a child in
 * our own process group, so it does not outlive the run.
 *
 * @param {object} options
 * @param {string} options.initdb - path of `initdb`; the server lies beside it
 * @param {string} options.log - file that takes what the server prints
 * @returns {Promise<{env: Record<string, string>, stop: () => Promise<void>}>}
 *   the variable that Backstage's TestDatabases read
 */
async function startPostgres({ initdb, log }) {
  const user = serverUser();
  const folder = fs.mkdtempSync(join(tmpdir(), 'modelyard-pg-'));
  if (user.uid !== undefined) {
    fs.chownSync(folder, user.uid, user.gid);
  }
  const remove = () => fs.rmSync(folder, { recursive: true, force: true });
  const settings = { cwd: folder, ...user };
  const password = randomBytes(12).toString('hex');
  const data = join(folder, 'data');
  const output = fs.openSync(log, 'w');
  try {
    fs.writeFileSync(join(folder, 'password'), password);
    if (user.uid !== undefined) {
      fs.chownSync(join(folder, 'password'), user.uid, user.gid);
    }
    execFileSync(
      initdb,
      [
        ...['--pgdata', data],
        ...['--username', 'postgres'],
        ...['--pwfile', join(folder, 'password')],
        ...['--auth', 'scram-sha-256'],
        ...['--encoding', 'UTF8'],
        '--no-sync',
      ],
      { ...settings, stdio: ['ignore', output, output] },
    );
  } catch (error) {
    remove();
    throw error;
  }

  const port = await freePort();
  const server = spawn(
    join(dirname(initdb), 'postgres'),
    [
      ...['-D', data],
      ...['-h', '127.0.0.1'],
      ...['-p', String(port)],
      ...['-k', folder],
      // The data is thrown away: nothing is lost that a crash could lose.
      ...['-c', 'fsync=off'],
      ...['-c', 'max_connections=300'],
    ],
    { ...settings, stdio: ['ignore', output, output] },
  );
  const exited = new Promise(resolve => {
    server.once('exit', resolve);
    server.once('error', resolve);
  });
  const stop = async () => {
    server.kill('SIGINT');
    await exited;
    fs.closeSync(output);
    remove();
  };

  const deadline = Date.now() + 30_000;
  while (!(await accepts(port))) {
    if (server.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`PostgreSQL did not start, see ${log}`);
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  return {
    env: {
      [VARIABLE]: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    },
    stop,
  };
}

module.exports = { VARIABLE, startPostgres };
