'use strict';

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const { createServer } = require('node:net');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { afterEach, beforeEach, describe, it } = require('node:test');

// A portal in miniature in the place of backstage-cli: a page with a script, a
// backend that is ready a little later, and a child process as the real one has.
const PORTAL = `
const fs = require('node:fs');
const http = require('node:http');
const { spawn } = require('node:child_process');
const { frontend, backend, crash } = JSON.parse(fs.readFileSync('portal.json', 'utf8'));
console.log('2026-11-23T14:46:47.204Z catalog info Listening');
console.error('2026-11-23T14:46:47.204Z catalog error Something is wrong');
if (crash) { console.log('last words'); process.exit(3); }
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
fs.writeFileSync('pids', process.pid + ' ' + child.pid);
fs.writeFileSync('env', JSON.stringify(process.env));
http.createServer((req, res) => {
  res.end(req.url === '/' ? '<html><script defer src="/static/main.js"></script></html>' : 'js');
}).listen(frontend, '127.0.0.1');
const readyAt = Date.now() + 1000;
http.createServer((req, res) => {
  const ready = Date.now() > readyAt && req.url === '/.backstage/health/v1/readiness';
  if (ready) fs.writeFileSync('ready', '');
  res.statusCode = ready ? 200 : 503;
  res.end();
}).listen(backend, '127.0.0.1');
`;

const freePort = () =>
  new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

async function until(condition) {
  const deadline = Date.now() + 20_000;
  while (!condition()) {
    assert.ok(Date.now() < deadline, 'waited too long');
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

const isAlive = pid => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('npm start', () => {
  let root;
  let settings;
  const inRoot = name => join(root, name);

  beforeEach(async () => {
    root = fs.mkdtempSync(join(tmpdir(), 'start-'));
    settings = { frontend: await freePort(), backend: await freePort() };
    const bin = inRoot('node_modules/@backstage/cli/bin');
    fs.mkdirSync(bin, { recursive: true });
    fs.writeFileSync(join(bin, 'backstage-cli'), PORTAL);
    fs.writeFileSync(
      inRoot('app-config.yaml'),
      [
        `app:\n  baseUrl: http://127.0.0.1:${settings.frontend}`,
        `backend:\n  baseUrl: http://127.0.0.1:${settings.backend}\n`,
      ].join('\n'),
    );
  });
  afterEach(() => fs.rmSync(root, { recursive: true }));

  function begin(extra = {}) {
    fs.writeFileSync(
      inRoot('portal.json'),
      JSON.stringify({ ...settings, ...extra }),
    );
    const child = spawn(
      process.execPath,
      [
        '-e',
        `const { start } = require(${JSON.stringify(
          require.resolve('./start.cjs'),
        )});
        start({ root: ${JSON.stringify(root)} }).then(
          code => process.exit(code),
          error => { console.log(error.message); process.exit(1); },
        );`,
      ],
      { env: { ...process.env, NODE_ENV: 'production' } },
    );
    const result = { child, output: '' };
    child.stdout.on('data', chunk => {
      result.output += chunk;
    });
    result.exit = new Promise(resolve => child.on('exit', resolve));
    return result;
  }

  it('prints the address when both answer, shows errors only, and ends with everything it started', async () => {
    const run = begin();
    await until(() => run.output.includes('Stop it with'));
    assert.ok(fs.existsSync(inRoot('ready')));
    assert.match(
      run.output,
      new RegExp(`\\n  http://127\\.0\\.0\\.1:${settings.frontend}\\n`),
    );
    assert.match(run.output, /Something is wrong/);
    assert.doesNotMatch(run.output, /Listening/);
    assert.match(
      fs.readFileSync(inRoot('.cache/logs/portal.log'), 'utf8'),
      /info Listening[^]*Something is wrong|Something is wrong[^]*info Listening/,
    );
    const { NODE_ENV } = JSON.parse(fs.readFileSync(inRoot('env'), 'utf8'));
    assert.equal(NODE_ENV, 'development');

    const pids = fs.readFileSync(inRoot('pids'), 'utf8').split(' ').map(Number);
    assert.deepEqual(pids.map(isAlive), [true, true]);
    run.child.kill('SIGTERM');
    assert.equal(await run.exit, 0);
    await until(() => !pids.some(isAlive));
  });

  it('leaves no orphan when it is killed without a chance to clean up', async () => {
    const run = begin();
    await until(() => fs.existsSync(inRoot('env')));
    const pids = fs.readFileSync(inRoot('pids'), 'utf8').split(' ').map(Number);
    run.child.kill('SIGKILL');
    await run.exit;
    await until(() => !pids.some(isAlive));
  });

  it('fails with the last lines when the portal ends before it answers', async () => {
    const run = begin({ crash: true });
    assert.equal(await run.exit, 1);
    assert.match(run.output, /last words[^]*ended before it answered\. Log: /);
    assert.doesNotMatch(run.output, /http:/);
  });
});
