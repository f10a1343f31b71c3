import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, loadAll } from 'js-yaml';
import { isRecord, type RawSchema } from '../schema/rawSchema';

const folder = join(__dirname, '..', '__fixtures__', 'manifests');

/** Manifests that real clusters take, one file for each API group. */
export const manifests: readonly RawSchema[] = readdirSync(folder)
  .sort()
  .flatMap(file => {
    const text = readFileSync(join(folder, file), 'utf8');
    return loadAll(text, null, { schema: CORE_SCHEMA }).filter(isRecord);
  });

/** How a manifest is called in the name of a test. */
export function nameOf(manifest: RawSchema): string {
  const { metadata } = manifest;
  const name = isRecord(metadata) ? String(metadata.name) : '';
  return `${String(manifest.apiVersion)} ${String(manifest.kind)} ${name}`;
}
