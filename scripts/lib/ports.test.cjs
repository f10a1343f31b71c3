'use strict';

const assert = require('node:assert/strict');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { createServer } = require('node:net');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');
const { afterEach, beforeEach, describe, it } = require('node:test');
const { checkPorts, isPortBusy, readAddresses } = require('./ports.cjs');

const listen = (port, host) =>
  new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(port, host, () => done(server));
  });
const close = server => new Promise(done => server.close(done));

describe('ports of the portal', () => {
  for (const host of ['127.0.0.1', '0.0.0.0']) {
    it(`says which port is busy on ${host}, and how to find who has it`, async () => {
      const server = await listen(0, host);
      const { port } = server.address();
      try {
        assert.equal(await isPortBusy(port), true);
        await assert.rejects(
          checkPorts({ frontend: { port }, backend: { port: 0 } }),
          error => {
            assert.equal(error.name, 'UserError');
            assert.match(
              error.message,
              new RegExp(
                `^Port ${port}, where the frontend would listen, is in use\\..*:${port}`,
              ),
            );
            assert.doesNotMatch(error.message, /\n/);
            return true;
          },
        );
      } finally {
        await close(server);
      }
    });
  }

  it('lets pass what is free', async () => {
    const server = await listen(0, '127.0.0.1');
    const { port } = server.address();
    await close(server);
    assert.equal(await isPortBusy(port), false);
    await checkPorts({ frontend: { port }, backend: { port } });
  });
});

describe('readAddresses', () => {
  let root;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'ports-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));
  const write = (name, text) => writeFileSync(join(root, name), text);

  it('reads what the demo portal ships with', () => {
    assert.deepEqual(readAddresses(resolve(__dirname, '../..')), {
      frontend: { url: 'http://localhost:3000', port: 3000 },
      backend: { url: 'http://localhost:7007', port: 7007 },
    });
  });

  it('lets app-config.local.yaml and then the environment win', () => {
    write(
      'app-config.yaml',
      [
        'app:',
        '  title: A # not: a port',
        '  baseUrl: http://localhost:3000',
        '  extensions:',
        '    - page:catalog:',
        '        config:',
        '          baseUrl: /',
        'backend:',
        "  baseUrl: 'http://localhost:7007'",
        '  listen:',
        '    # port: 1',
        '    port: 7007',
        '    host: 127.0.0.1',
      ].join('\n'),
    );
    assert.equal(readAddresses(root).backend.port, 7007);
    write('app-config.local.yaml', 'app:\n  baseUrl: http://localhost:3300\n');
    assert.deepEqual(
      readAddresses(root, {
        APP_CONFIG_backend_baseUrl: '"http://localhost:7300"',
        APP_CONFIG_backend_listen_port: '7300',
      }),
      {
        frontend: { url: 'http://localhost:3300', port: 3300 },
        backend: { url: 'http://localhost:7300', port: 7300 },
      },
    );
  });

  it('understands the short form of listen, and no listen at all', () => {
    write('app-config.yaml', "backend:\n  listen: ':7100'\n");
    assert.equal(readAddresses(root).backend.port, 7100);
    write(
      'app-config.yaml',
      'backend:\n  baseUrl: https://portal.example.com\n',
    );
    assert.equal(readAddresses(root).backend.port, 443);
    write('app-config.yaml', '');
    assert.equal(readAddresses(root).frontend.port, 3000);
  });
});
