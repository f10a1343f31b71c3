'use strict';

/**
 * A package registry of one folder of tarballs, enough for a package manager
 * to resolve and install them: one document per package and the tarball itself.
 */
const crypto = require('node:crypto');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');

function readManifest(tarball) {
  return JSON.parse(
    execFileSync('tar', ['-xzOf', tarball, 'package/package.json'], {
      encoding: 'utf8',
    }),
  );
}

/**
 * Serves every `*.tgz` of a folder on a free port of the loopback interface.
 *
 * @param {string} folder
 * @returns {Promise<{url: string, packages: object[], close: () => void}>}
 */
async function serveTarballs(folder) {
  const packages = new Map();
  for (const file of fs.readdirSync(folder).filter(f => f.endsWith('.tgz'))) {
    const manifest = readManifest(path.join(folder, file));
    packages.set(manifest.name, { file, manifest });
  }

  const server = http.createServer((req, res) => {
    const name = decodeURIComponent(req.url.slice(1).split('?')[0]);
    const tarball = name.startsWith('-/') && path.basename(name);
    if (tarball && fs.existsSync(path.join(folder, tarball))) {
      res.setHeader('content-type', 'application/octet-stream');
      fs.createReadStream(path.join(folder, tarball)).pipe(res);
      return;
    }
    const found = packages.get(name);
    if (!found) {
      res.statusCode = 404;
      res.end(JSON.stringify({ error: `no package ${name}` }));
      return;
    }
    const { version } = found.manifest;
    const content = fs.readFileSync(path.join(folder, found.file));
    const base = `http://127.0.0.1:${server.address().port}`;
    res.setHeader('content-type', 'application/json');
    res.end(
      JSON.stringify({
        name,
        'dist-tags': { latest: version },
        versions: {
          [version]: {
            ...found.manifest,
            dist: {
              tarball: `${base}/-/${found.file}`,
              shasum: crypto.createHash('sha1').update(content).digest('hex'),
              integrity: `sha512-${crypto
                .createHash('sha512')
                .update(content)
                .digest('base64')}`,
            },
          },
        },
      }),
    );
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    packages: [...packages.values()].map(p => p.manifest),
    close: () => server.close(),
  };
}

module.exports = { serveTarballs };
