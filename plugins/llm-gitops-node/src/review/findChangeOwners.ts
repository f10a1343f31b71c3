import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';
import type { GitOpsRepository } from '../repository';

const CATALOG_FILE = 'catalog-info.yaml';

/**
 * Finds who owns what a change touches: the entities in the catalog files of the folders that its files lie in, before and
 * after. So whoever takes a model over, or gives it away, needs somebody of both groups to know of it.
 *
 * @public
 */
export async function findChangeOwners(options: {
  repository: GitOpsRepository;
  /** Before and after; before alone where nothing is committed yet. */
  commits: readonly string[];
  /** The files that change. */
  paths: readonly string[];
  /** Contents that no commit has yet. */
  files?: ReadonlyArray<{ path: string; content: Uint8Array }>;
}): Promise<string[]> {
  const { repository, commits, paths, files = [] } = options;
  const folders = new Set(paths.flatMap(foldersOf));
  const isCatalogFile = (path: string) =>
    folders.has(folderOf(path)) && path.endsWith(`/${CATALOG_FILE}`);
  const contents = files
    .filter(({ path }) => isCatalogFile(path))
    .map(({ content }) => content);
  for (const commit of commits) {
    for (const { path, blob } of await repository.listFiles({ commit })) {
      if (isCatalogFile(path)) {
        contents.push(await repository.readBlob(blob));
      }
    }
  }
  const owners = contents.flatMap(content =>
    readOwners(Buffer.from(content).toString('utf8')),
  );
  return [...new Set(owners)].sort();
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

/** All folders above a file, the root not counted. */
function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function readOwners(text: string): string[] {
  const documents = [...parseAllDocuments(text, { logLevel: 'error' })];
  return documents.flatMap(document => {
    const entity: Partial<Entity> | null = document.toJS({
      maxAliasCount: 100,
    });
    const owner = entity?.spec?.owner;
    if (typeof owner !== 'string') {
      return [];
    }
    try {
      const defaultNamespace = entity?.metadata?.namespace;
      return [
        stringifyEntityRef(
          parseEntityRef(owner, { defaultKind: 'group', defaultNamespace }),
        ),
      ];
    } catch {
      // The catalog refuses the entity; nobody owns it.
      return [];
    }
  });
}
