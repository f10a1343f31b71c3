// Writes src/schema/openapi/generated/router.ts from src/schema/openapi.yaml:
// the specification as a constant, from which TypeScript knows the paths and
// the bodies. The generator of @backstage/repo-tools writes the same for the
// server, but needs Java for the rest that it makes.
//
// `yarn workspace @modelyard/plugin-llm-backend generate` after a change;
// a test fails while the two differ.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import { parse } from 'yaml';

const schema = join(dirname(fileURLToPath(import.meta.url)), '../src/schema');
const target = join(schema, 'openapi/generated/router.ts');
const spec = parse(readFileSync(join(schema, 'openapi.yaml'), 'utf8'));

const source = `// Generated from openapi.yaml by scripts/generate-openapi.mjs: do not edit.
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';

export const spec = ${JSON.stringify(spec, null, 2)} as const;

export const createOpenApiRouter = async (
  options?: Parameters<typeof createValidatedOpenApiRouter>[1],
) => createValidatedOpenApiRouter<typeof spec>(spec, options);
`;

const options = await prettier.resolveConfig(target);
mkdirSync(dirname(target), { recursive: true });
writeFileSync(
  target,
  prettier.format(source, { ...options, filepath: target }),
);
