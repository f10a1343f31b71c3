'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const { join } = require('node:path');
const { afterEach, beforeEach, test } = require('node:test');
const { createCommands } = require('./commands.cjs');

const { env } = process;
let logs;
beforeEach(() => {
  logs = fs.mkdtempSync(join(os.tmpdir(), 'commands-test-'));
});
afterEach(() => fs.rmSync(logs, { recursive: true, force: true }));

test('runs a command with its input, and keeps what it prints', async () => {
  const commands = createCommands({ logs });
  await commands.run('cat', [], { env, log: 'cat', input: 'portal\n' });
  assert.match(
    fs.readFileSync(join(logs, 'adoption-cat.log'), 'utf8'),
    /^\$ cat\nportal\n$/,
  );
});

test('says which command failed, how, and where its output is', async () => {
  const commands = createCommands({ logs });
  const options = { env, log: 'fails', what: '`yarn add it`' };
  await assert.rejects(
    commands.run('bash', ['-c', 'echo no >&2; exit 3'], options),
    error => {
      assert.match(error.message, /^`yarn add it` ended with 3, see .*fails/);
      assert.match(fs.readFileSync(error.log, 'utf8'), /\nno\n$/);
      return true;
    },
  );
  await assert.rejects(
    commands.run('no-such-program', [], { env, log: 'absent' }),
    /absent could not be started/,
  );
});

test('ends what runs with all that it has started, and starts no more', async () => {
  const commands = createCommands({ logs });
  const running = commands.run('bash', ['-c', 'sleep 600 & echo $!; wait'], {
    env,
    log: 'sleeps',
  });
  const log = join(logs, 'adoption-sleeps.log');
  const pid = () => /\n(\d+)\n/.exec(fs.readFileSync(log, 'utf8'))?.[1];
  while (!pid()) await new Promise(resolve => setTimeout(resolve, 20));
  const ended = assert.rejects(running, /ended with a signal/);
  await commands.endAll();
  await ended;
  assert.throws(() => process.kill(Number(pid()), 0), { code: 'ESRCH' });
  await assert.rejects(
    commands.run('true', [], { env, log: 'late' }),
    /Interrupted/,
  );
});
