import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSchemaSet, type SchemaSet } from '../createSchemaSet';

/** Folder of real CRDs and OpenAPI documents; what needs it is skipped, and listed as skipped, where it is not set. */
export const CRDS = process.env.MODELYARD_CRDS;

let loaded: SchemaSet | undefined;

function read(accepts: (file: string) => boolean): string[] {
  const folder = CRDS ?? '';
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(accepts)
    .sort()
    .map(file => readFileSync(join(folder, file), 'utf8'));
}

/** The texts of all CRDs in that folder. */
export function realCrdTexts(): string[] {
  return read(file => file.endsWith('.yaml'));
}

/** The schemas of all kinds in that folder. */
export function realSchemas(): SchemaSet {
  if (!loaded) {
    const { schemas, issues } = createSchemaSet({
      crds: realCrdTexts(),
      definitions: read(file => /^kubernetes\/.*\.json$/.test(file)),
    });
    if (issues.length > 0) {
      throw new Error(JSON.stringify(issues));
    }
    loaded = schemas;
  }
  return loaded;
}
