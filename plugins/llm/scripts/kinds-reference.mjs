// Writes docs/kinds/<kind>.md from the JSON Schemas of the kinds: one table per
// object, with the descriptions that forms show. With --check it writes nothing
// and fails when a committed page differs.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import prettier from 'prettier';

const pages = [
  { kind: 'Model', file: 'model.md' },
  { kind: 'GpuPool', file: 'gpu-pool.md' },
];
const schemas = new URL('../../llm-common/src/kinds/', import.meta.url);
const docs = new URL('../docs/kinds/', import.meta.url);

function resolve(schema, root) {
  if (!schema.$ref) return schema;
  const name = schema.$ref.replace('#/definitions/', '');
  // What stands beside a reference says more about this place than the
  // definition does.
  return { ...root.definitions[name], ...schema, $ref: undefined };
}

function typeOf(raw, root) {
  const schema = resolve(raw, root);
  if (schema.enum) return schema.enum.map(v => `\`${v}\``).join(', ');
  if (schema.const !== undefined) return `\`${schema.const}\``;
  const variants = schema.oneOf ?? schema.anyOf;
  if (variants) return variants.map(v => typeOf(v, root)).join(' or ');
  if (schema.type === 'array') return `list of ${typeOf(schema.items, root)}`;
  if (Array.isArray(schema.type)) return schema.type.join(' or ');
  return schema.type ?? 'any';
}

/** The objects in which a value of this schema can have fields of its own. */
function objectsIn(raw, root) {
  const schema = resolve(raw, root);
  if (schema.type === 'array') return objectsIn(schema.items, root);
  const own = schema.properties ? [schema] : [];
  return [
    ...own,
    ...(schema.oneOf ?? schema.anyOf ?? []).flatMap(v => objectsIn(v, root)),
  ];
}

const cell = text => text.replace(/\|/g, '\\|').replace(/\n/g, ' ');

function describe(path, objects, root) {
  const rows = new Map();
  for (const object of objects) {
    for (const [name, raw] of Object.entries(object.properties)) {
      rows.set(name, {
        raw,
        required: object.required?.includes(name) && objects.length === 1,
      });
    }
  }
  const lines = [
    `## \`${path}\``,
    '',
    objects[0].description ?? '',
    '',
    '| field | type | what it says |',
    '| --- | --- | --- |',
  ];
  for (const [name, { raw, required }] of rows) {
    const schema = resolve(raw, root);
    const example = [schema.examples ?? schema.items?.examples ?? []].flat()[0];
    const text = [
      schema.description ?? '',
      example !== undefined && typeof example !== 'object'
        ? `Example: \`${example}\``
        : '',
    ];
    lines.push(
      `| \`${name}\`${required ? ' (required)' : ''} | ${cell(
        typeOf(raw, root),
      )} | ${cell(text.filter(Boolean).join(' '))} |`,
    );
  }
  const nested = [...rows].flatMap(([name, { raw }]) => {
    const inner = objectsIn(raw, root);
    const list = resolve(raw, root).type === 'array' ? '[]' : '';
    return inner.length > 0
      ? ['', describe(`${path}.${name}${list}`, inner, root)]
      : [];
  });
  return [...lines, ...nested].join('\n');
}

const check = process.argv.includes('--check');
await mkdir(docs, { recursive: true });
for (const { kind, file } of pages) {
  const schema = JSON.parse(
    await readFile(new URL(`${kind}.v1alpha1.schema.json`, schemas), 'utf8'),
  );
  const page = new URL(file, docs);
  const options = await prettier.resolveConfig(page.pathname);
  const text = prettier.format(
    [
      `# ${kind}`,
      '',
      schema.description,
      '',
      `\`apiVersion: modelyard.dev/v1alpha1\`, \`kind: ${kind}\`. This page is made from the JSON Schema of the kind.`,
      '',
      describe('spec', [schema.properties.spec], schema),
    ].join('\n'),
    { ...options, parser: 'markdown' },
  );
  if (!check) {
    await writeFile(page, text);
  } else if ((await readFile(page, 'utf8').catch(() => '')) !== text) {
    process.stderr.write(
      `docs/kinds/${file} does not follow from the schema of ${kind}: run "yarn generate"\n`,
    );
    process.exitCode = 1;
  }
}
