'use strict';

const assert = require('node:assert/strict');
const { readFileSync, readdirSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { describe, it } = require('node:test');
const { ESLint } = require('eslint');
const { workspaces } = require('../lib/workspaces.cjs');
const { edges, reach } = require('./importDirection.cjs');

const root = resolve(__dirname, '../..');
const fixtureDir = join(__dirname, '__fixtures__');

// Fixtures import what no package.json declares; that is another rule's matter.
const notOurs = new Set([
  '@backstage/no-undeclared-imports',
  '@backstage/no-forbidden-package-imports',
]);

/** What ESLint says with the settings of the package at `filePath`, as `line: rule`. */
async function lint(eslint, code, filePath) {
  const [result] = await eslint.lintText(code, {
    filePath: join(root, filePath),
  });
  return result.messages
    .filter(message => !notOurs.has(message.ruleId))
    .map(message => {
      assert.equal(message.severity, 2, `${message.ruleId} is not an error`);
      return `${message.line}: ${message.ruleId ?? message.message}`;
    })
    .sort();
}

function readFixture(name) {
  const code = readFileSync(join(fixtureDir, name), 'utf8');
  const [, filePath] = /^\/\/ placed at: (\S+)/.exec(code);
  const expected = code.split('\n').flatMap((line, index) => {
    const [, rules] = /\/\/ error: (.+)$/.exec(line) ?? [];
    return rules ? rules.split(', ').map(rule => `${index + 1}: ${rule}`) : [];
  });
  return { code, filePath, expected: expected.sort() };
}

describe('lint settings of the packages', () => {
  const eslint = new ESLint({ cwd: root });

  for (const name of readdirSync(fixtureDir)) {
    it(`finds what ${name} marks, and nothing else`, async () => {
      const { code, filePath, expected } = readFixture(name);
      assert.deepEqual(await lint(eslint, code, filePath), expected);
    });
  }

  it('has a fixture that breaks each rule of the house', () => {
    const broken = new Set(
      readdirSync(fixtureDir)
        .flatMap(name => readFixture(name).expected)
        .map(line => line.replace(/^\d+: /, '')),
    );
    assert.deepEqual([...broken].sort(), [
      '@backstage/no-mixed-plugin-imports',
      '@typescript-eslint/no-explicit-any',
      'no-console',
      'no-restricted-globals',
      'no-restricted-imports',
      'no-restricted-syntax',
    ]);
  });

  for (const workspace of workspaces(root)) {
    const id = workspace.packageJson.name.replace('@modelyard/', '');

    it(`lets ${workspace.path} import only downwards`, async () => {
      assert.ok(edges[id], `${id} has no line in importDirection.cjs`);
      const others = Object.keys(edges).filter(
        other =>
          (other !== id && other.startsWith('plugin-')) ||
          /^(llm|evi)/.test(other),
      );
      const targets = others.filter(other => other !== id);
      const code = `${targets
        .flatMap((target, index) => [
          `import { a${index} } from '@modelyard/${target}';`,
          `import { b${index} } from '@modelyard/${target}/alpha';`,
        ])
        .join('\n')}\n\nexport const all = [${targets
        .map((_, index) => `a${index}, b${index}`)
        .join(', ')}];\n`;

      const found = await lint(
        eslint,
        code,
        join(workspace.path, 'src/example.ts'),
      );
      const refused = found
        .filter(line => line.endsWith(' no-restricted-imports'))
        .map(line => Math.floor((Number.parseInt(line, 10) - 1) / 2));
      const forbidden = targets.filter(target => !reach(id).has(target));
      assert.deepEqual(
        targets.filter((_, index) => refused.includes(index)),
        forbidden,
      );
      assert.equal(refused.length, forbidden.length * 2, 'sub-paths as well');
    });
  }

  it('has no circle in the import directions', () => {
    for (const id of Object.keys(edges)) {
      assert.ok(!reach(id).has(id), `${id} reaches itself`);
    }
  });
});
