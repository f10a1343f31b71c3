import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSchemaSet, type SchemaSet } from '../createSchemaSet';

/** Folder of real CRDs and OpenAPI documents; what needs it is skipped, and listed as skipped, where it is not set. */
export const CRDS = process.env.MODELYARD_CRDS;

if (process.env.CI === 'true' && !CRDS) {
  throw new Error(
    'CI checks against real CRDs: set MODELYARD_CRDS to a folder of them',
  );
}

let loaded: SchemaSet | undefined;

/** The schemas of all kinds in that folder. */
export function realSchemas(): SchemaSet {
  if (!loaded) {
    const folder = CRDS ?? '';
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const read = (file: string) => readFileSync(join(folder, file), 'utf8');
    const { schemas, issues } = createSchemaSet({
      crds: files.filter(file => file.endsWith('.yaml')).map(read),
      definitions: files
        .filter(file => /^kubernetes\/.*\.json$/.test(file))
        .map(read),
    });
    if (issues.length > 0) {
      throw new Error(JSON.stringify(issues));
    }
    loaded = schemas;
  }
  return loaded;
}
