'use strict';

const assert = require('node:assert/strict');
const http = require('node:http');
const { describe, it } = require('node:test');
const { waitUntilReady, watchBackend } = require('./readiness.cjs');

async function until(condition) {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    assert.ok(Date.now() < deadline, 'waited too long');
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

/** A backend whose answer can be changed. */
async function withBackend(use) {
  const backend = { status: 200 };
  const server = http.createServer((_req, res) => {
    res.statusCode = backend.status;
    res.end();
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  backend.url = `http://127.0.0.1:${server.address().port}`;
  const ended = new AbortController();
  try {
    await use(backend, ended.signal);
  } finally {
    ended.abort();
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  }
}

describe('the portal, while it runs', () => {
  it('says once that the backend fell silent, and that it is back', () =>
    withBackend(async (backend, signal) => {
      const said = [];
      void watchBackend({
        url: backend.url,
        signal,
        onChange: answers => said.push(answers),
        everyMs: 10,
        patience: 3,
      });
      backend.status = 503;
      await until(() => said.length === 1);
      await new Promise(resolve => setTimeout(resolve, 100));
      backend.status = 200;
      await until(() => said.length === 2);
      assert.deepEqual(said, [false, true]);
    }));

  it('says who does not come up after an error', () =>
    withBackend(async (backend, signal) => {
      backend.status = 503;
      const stuck = [];
      const address = { url: backend.url, port: 0 };
      void waitUntilReady({
        addresses: { frontend: address, backend: address },
        signal,
        lastErrorAt: () => 1,
        onStuck: missing => stuck.push(missing),
        stuckMs: 50,
      });
      await until(() => stuck.length > 0);
      assert.deepEqual(stuck, [['frontend', 'backend']]);
    }));
});
