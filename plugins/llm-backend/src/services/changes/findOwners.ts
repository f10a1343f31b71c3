import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { GitOpsRepository } from '@modelyard/plugin-llm-gitops-node';
import { parseAllDocuments } from 'yaml';

const CATALOG_FILE = 'catalog-info.yaml';

/**
 * Finds who owns what a change touches: the entities in the catalog files of the folders that its files lie in, at each of
 * two commits. So whoever takes a model over, or gives it away, needs somebody of both groups to know of it.
 */
export async function findOwners(options: {
  repository: GitOpsRepository;
  commits: readonly string[];
  paths: readonly string[];
}): Promise<string[]> {
  const { repository, commits, paths } = options;
  const folders = new Set(paths.flatMap(foldersOf));
  const owners = new Set<string>();
  for (const commit of commits) {
    const files = await repository.listFiles({ commit });
    for (const { path, blob } of files) {
      if (folders.has(folderOf(path)) && path.endsWith(`/${CATALOG_FILE}`)) {
        const text = (await repository.readBlob(blob)).toString('utf8');
        readOwners(text).forEach(owner => owners.add(owner));
      }
    }
  }
  return [...owners].sort();
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
