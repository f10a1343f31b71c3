'use strict';

const assert = require('node:assert/strict');
const { createServer } = require('node:net');
const { describe, it } = require('node:test');
const { checkPorts, isPortBusy } = require('./ports.cjs');

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
                `^Port ${port}, where the frontend would listen, is in use\\..*:${port}.*\\(app\\.baseUrl and backend\\.cors\\.origin\\)\\.$`,
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
