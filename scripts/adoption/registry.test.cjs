'use strict';

const assert = require('node:assert/strict');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const { join } = require('node:path');
const { test } = require('node:test');
const { serveTarballs } = require('./registry.cjs');

test('serves a document and the tarball that it names', async () => {
  const folder = fs.mkdtempSync(join(os.tmpdir(), 'registry-test-'));
  const file = join(folder, 'a.tgz');
  fs.writeFileSync(file, 'packed');
  const manifest = {
    name: '@modelyard/a',
    version: '0.1.0',
    main: 'dist/a.js',
  };
  const registry = await serveTarballs([{ file, manifest }]);
  try {
    const get = path => fetch(new URL(path, registry.url));
    for (const path of ['/@modelyard%2fa', '/@modelyard/a']) {
      const document = await (await get(path)).json();
      assert.equal(document['dist-tags'].latest, '0.1.0');
      const { dist, main } = document.versions['0.1.0'];
      assert.equal(main, 'dist/a.js');
      assert.equal(await (await get(dist.tarball)).text(), 'packed');
      assert.equal(
        dist.integrity,
        `sha512-${createHash('sha512').update('packed').digest('base64')}`,
      );
    }
    assert.equal((await get('/@modelyard/b')).status, 404);
  } finally {
    registry.close();
    fs.rmSync(folder, { recursive: true });
  }
});
