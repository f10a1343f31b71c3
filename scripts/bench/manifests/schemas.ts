import {
  createSchemaSet,
  SchemaSet,
  validateObject,
} from '@modelyard/llm-manifests';
import fs from 'node:fs';
import path from 'node:path';

/** Folder with CRDs and with the definitions of Kubernetes' own kinds. */
export const crdFolder = process.env.MODELYARD_CRDS;

/** What to say of figures that need that folder where there is none. */
export const NO_CRDS =
  'validation was not measured: MODELYARD_CRDS names no folder with CRDs';

/** Everything in that folder, as a portal reads it that is told the folder. */
export function readSchemas(folder: string): SchemaSet {
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort();
  const read = (matches: RegExp) =>
    files
      .filter(file => matches.test(file))
      .map(file => fs.readFileSync(path.join(folder, file), 'utf8'));
  const { schemas, issues } = createSchemaSet({
    crds: read(/\.yaml$/),
    definitions: read(/^kubernetes\/.*\.json$/),
  });
  if (issues.length > 0) {
    throw new Error(JSON.stringify(issues));
  }
  return schemas;
}

/**
 * Compares objects that belong together with their schemas.
 *
 * @returns how many CEL rules were evaluated
 * @throws if one is wrong, or was not compared: then the time would mean nothing
 */
export function validateAll(
  objects: readonly unknown[],
  schemas: SchemaSet,
): number {
  let rules = 0;
  for (const object of objects) {
    const result = validateObject({ object, schemas, bundle: objects });
    if (result.state !== 'checked' || result.issues.length > 0) {
      throw new Error(JSON.stringify(result));
    }
    rules += result.rulesEvaluated;
  }
  return rules;
}
