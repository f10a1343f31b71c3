import { InputError } from '@backstage/errors';
import { createSchemaSet, SchemaSet } from '@modelyard/llm-manifests';
import { formatIssue } from '@modelyard/llm-units';
import { promises as fs } from 'node:fs';
import { extname, join } from 'node:path';

const CRDS = ['.yaml', '.yml'];
const DEFINITIONS = ['.json'];

/**
 * Reads the CustomResourceDefinitions and the definitions of Kubernetes in files and folders. A schema is compiled when an
 * object needs it.
 *
 * @param paths - Absolute paths; folders are searched with all that is in them
 * @returns The schemas; undefined where no path is given
 * @throws InputError where a file cannot be read, or holds something else
 * @public
 */
export async function loadSchemas(
  paths: readonly string[],
): Promise<SchemaSet | undefined> {
  if (paths.length === 0) {
    return undefined;
  }
  const files = (await Promise.all(paths.map(listFiles))).flat();
  const crds = await Promise.all(
    files.filter(file => CRDS.includes(extname(file))).map(readText),
  );
  const definitions = await Promise.all(
    files.filter(file => DEFINITIONS.includes(extname(file))).map(readJson),
  );
  const { schemas, issues } = createSchemaSet({
    crds,
    definitions: definitions.filter(isDefinitions),
  });
  if (issues.length > 0) {
    throw new InputError(
      `Invalid llm.manifests.crdPaths: ${formatIssue(issues[0])}`,
    );
  }
  return schemas;
}

async function listFiles(path: string): Promise<string[]> {
  try {
    if (!(await fs.stat(path)).isDirectory()) {
      return [path];
    }
    const entries = await fs.readdir(path, {
      recursive: true,
      withFileTypes: true,
    });
    return entries
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    throw new InputError(
      `Invalid llm.manifests.crdPaths: ${path} cannot be read`,
      error,
    );
  }
}

async function readText(file: string): Promise<string> {
  return fs.readFile(file, 'utf8');
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readText(file));
  } catch (error) {
    throw new InputError(
      `Invalid llm.manifests.crdPaths: ${file} is not valid JSON`,
      error,
    );
  }
}

/** A folder of CRDs often holds other JSON as well. */
function isDefinitions(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    ('definitions' in value || 'components' in value)
  );
}
