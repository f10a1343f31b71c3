import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { Document, parseAllDocuments } from 'yaml';
import { entityOfFolder } from '../rendered';
import type { GitOpsRepository } from '../repository';

const CATALOG_FILE = 'catalog-info.yaml';

/**
 * Finds which entities the files of a change belong to, as a commit has them: those in the catalog files of the folders that
 * they lie in, and those that such a folder is named after.
 *
 * @returns Their refs, sorted
 * @public
 */
export async function findChangeEntities(options: {
  repository: GitOpsRepository;
  /** The commit before the change; nothing is there yet where it is absent. */
  commit: string | undefined;
  /** The files that change. */
  paths: readonly string[];
}): Promise<string[]> {
  const { repository, commit, paths } = options;
  const folders = new Set(paths.flatMap(foldersOf));
  const refs = paths.flatMap(path => {
    // The folder of a deployment or a pool, or a file beside these.
    const ref = entityOfFolder(path.split('/').slice(0, 3).join('/'));
    return ref === undefined ? [] : [ref];
  });
  const touched = new Set(paths);
  const files =
    commit === undefined ? [] : await repository.listFiles({ commit });
  for (const { path, blob } of files) {
    const isAbove =
      path.endsWith(`/${CATALOG_FILE}`) && folders.has(folderOf(path));
    if (isAbove || (touched.has(path) && isYaml(path))) {
      const text = (await repository.readBlob(blob)).toString('utf8');
      refs.push(...refsIn(text));
    }
  }
  return [...new Set(refs)].sort();
}

function isYaml(path: string): boolean {
  return /\.ya?ml$/.test(path) && !path.includes('/base/');
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

/** All folders above a file, the root not counted. */
function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function refsIn(text: string): string[] {
  const documents = [...parseAllDocuments(text, { logLevel: 'error' })];
  return documents.flatMap(document => {
    const entity = entityOf(document);
    const { name, namespace } = entity?.metadata ?? {};
    return typeof entity?.kind === 'string' &&
      typeof name === 'string' &&
      ['string', 'undefined'].includes(typeof namespace)
      ? [stringifyEntityRef({ kind: entity.kind, namespace, name })]
      : [];
  });
}

function entityOf(document: Document): Partial<Entity> | null {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    // No catalog takes it: it is no entity.
    return null;
  }
}
