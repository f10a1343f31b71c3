'use strict';

/**
 * A package registry of a few tarballs, enough for a package manager to resolve
 * and install them: one document per package and the tarball itself.
 */
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const http = require('node:http');

/** What a package manager asks for, and the path of the tarball in it. */
function describe({ file, manifest }, base) {
  const content = fs.readFileSync(file);
  const digest = (algorithm, encoding) =>
    createHash(algorithm).update(content).digest(encoding);
  const { name, version } = manifest;
  // The digest in the path: caches that go by the address hold what it names.
  const path = `/-/${digest('sha256', 'hex')}.tgz`;
  const dist = {
    tarball: `${base}${path}`,
    shasum: digest('sha1', 'hex'),
    integrity: `sha512-${digest('sha512', 'base64')}`,
  };
  return {
    path,
    content,
    document: {
      name,
      'dist-tags': { latest: version },
      versions: { [version]: { ...manifest, dist } },
    },
  };
}

/**
 * Serves packages on a free port of the loopback interface.
 *
 * @param {Array<{file: string, manifest: object}>} packed - tarballs and the package.json in each
 * @returns {Promise<{url: string, packages: object[], close: () => void}>}
 */
async function serveTarballs(packed) {
  const answers = new Map();
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const answer = answers.get(decodeURIComponent(pathname));
    response.statusCode = answer ? 200 : 404;
    response.setHeader('content-type', answer?.type ?? 'application/json');
    response.end(answer?.body ?? '{"error":"not found"}');
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  for (const tarball of packed) {
    const { path, content, document } = describe(tarball, url);
    answers.set(path, { type: 'application/octet-stream', body: content });
    answers.set(`/${document.name}`, {
      type: 'application/json',
      body: JSON.stringify(document),
    });
  }
  return {
    url,
    packages: packed.map(({ manifest }) => manifest),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

module.exports = { serveTarballs };
