'use strict';

const assert = require('node:assert/strict');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');
const { afterEach, beforeEach, describe, it } = require('node:test');
const { checkAddresses, readAddresses } = require('./addresses.cjs');

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
      letIn: 'http://localhost:3000',
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
        letIn: undefined,
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

describe('checkAddresses', () => {
  const addresses = (frontend, backend, port, letIn) => ({
    frontend: { url: frontend, port: 1 },
    backend: { url: backend, port },
    letIn,
  });
  const page = 'http://localhost:3300';
  const backend = 'http://localhost:7300';

  it('lets pass what goes together', () => {
    checkAddresses(readAddresses(resolve(__dirname, '../..')));
    checkAddresses(addresses(page, backend, 7300, page));
    checkAddresses(addresses(`${page}/portal`, backend, 7300, page));
    checkAddresses(addresses(page, backend, 7300, undefined));
    // Something else is in between.
    checkAddresses(
      addresses('https://a.example', 'https://a.example', 7007, page),
    );
  });

  it('names the keys of what does not', () => {
    assert.throws(() => checkAddresses(addresses(page, backend, 7007, page)), {
      name: 'UserError',
      message:
        'The backend listens on port 7007 (backend.listen.port), but is looked for at http://localhost:7300 (backend.baseUrl). Give both the same port in app-config.local.yaml.',
    });
    assert.throws(
      () =>
        checkAddresses(addresses(page, backend, 7300, 'http://localhost:3000')),
      {
        name: 'UserError',
        message:
          'The pages come from http://localhost:3300 (app.baseUrl), but the backend answers those from http://localhost:3000 only (backend.cors.origin). Give both the same address in app-config.local.yaml.',
      },
    );
  });
});
