// Writes src/kinds/<kind>/types.generated.ts from the JSON Schemas of the kinds, which are the source of truth.
// With --check it writes nothing and fails when a committed file differs.

import { readFile, writeFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';
import prettier from 'prettier';

const kinds = [
  {
    schema: 'Model.v1alpha1.schema.json',
    output: 'model/types.generated.ts',
    name: 'ModelSpec',
  },
  {
    schema: 'GpuPool.v1alpha1.schema.json',
    output: 'pool/types.generated.ts',
    name: 'GpuPoolSpec',
  },
];

const folder = new URL('../src/kinds/', import.meta.url);

async function generate({ schema, output, name }) {
  const root = JSON.parse(await readFile(new URL(schema, folder), 'utf8'));
  const { title, ...spec } = root.properties.spec;
  const code = await compile({ ...spec, definitions: root.definitions }, name, {
    additionalProperties: false,
    bannerComment: `// Generated from ${schema} by "yarn generate". Change the schema, not this file.`,
    format: false,
    ignoreMinAndMaxItems: true,
    unreachableDefinitions: false,
  });
  const tagged = code
    .replace(
      /\n \* This (interface|type) was referenced by[^]*?(?=\n \*\/)/g,
      '',
    )
    // Not a TSDoc tag.
    .replace(/\n *\* *\n *\* @minItems \d+/g, '')
    // An interface has no implicit index signature and would not fit the JsonObject that an Entity's spec is.
    .replace(/^export interface (\w+) \{$/gm, 'export type $1 = {')
    .replace(/^\}$/gm, '};')
    .replace(/\n \*\/\nexport type/g, '\n *\n * @public\n */\nexport type')
    .replace(
      /(?<!\*\/\n)^export type (\w+)/gm,
      '/** @public */\nexport type $1',
    );
  const path = new URL(output, folder);
  const options = await prettier.resolveConfig(path.pathname);
  return {
    path,
    text: prettier.format(tagged, { ...options, parser: 'typescript' }),
  };
}

const check = process.argv.includes('--check');
for (const kind of kinds) {
  const { path, text } = await generate(kind);
  if (!check) {
    await writeFile(path, text);
  } else if ((await readFile(path, 'utf8')) !== text) {
    process.stderr.write(
      `src/kinds/${kind.output} does not follow from ${kind.schema}: run "yarn generate"\n`,
    );
    process.exitCode = 1;
  }
}
