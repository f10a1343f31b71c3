'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');
const { applyDiff, applyStep, readSteps } = require('./readme.cjs');

const readme = [
  '# Suite',
  '```bash',
  'false',
  '```',
  '### Backend',
  '```bash',
  'yarn add it',
  '```',
  '```yaml file=app-config.yaml',
  'catalog:',
  '  rules:',
  '    - allow: [Model]',
  '```',
  '### Other',
  '```bash',
  'false',
  '```',
  '### New frontend system',
  '```yaml file=models/a.yaml',
  'kind: Model',
  '```',
].join('\n');

test('takes the blocks of the chosen sections only, and does what they say', async () => {
  const steps = readSteps(readme, ['Backend', 'New frontend system']);
  assert.equal(steps.length, 3);
  const portal = fs.mkdtempSync(path.join(os.tmpdir(), 'readme-'));
  const ran = [];
  try {
    fs.writeFileSync(
      path.join(portal, 'app-config.yaml'),
      'catalog:\n  rules:\n    - allow: [API]\n',
    );
    for (const step of steps) {
      await applyStep(step, portal, {
        run: async command => ran.push(command),
        log: () => {},
      });
    }
    assert.deepEqual(ran, ['yarn add it']);
    const config = fs.readFileSync(
      path.join(portal, 'app-config.yaml'),
      'utf8',
    );
    assert.match(config, /API/);
    assert.match(config, /Model/);
    assert.equal(
      fs.readFileSync(path.join(portal, 'models/a.yaml'), 'utf8'),
      'kind: Model\n',
    );
  } finally {
    fs.rmSync(portal, { recursive: true });
  }
});

test('names a section that the README lacks', () => {
  assert.throws(() => readSteps(readme, ['Old system']), /Old system/);
});

test('applies a diff by its context and refuses one that does not fit', () => {
  assert.equal(
    applyDiff('a\n  b\nc\nd', '   b\n+x\n c\n@@\n-d\n+e'),
    'a\n  b\nx\nc\ne',
  );
  assert.throws(() => applyDiff('a\nb', ' c\n+x'), /do not stand there/);
});
