import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ANNOTATION_LOCATION } from '@backstage/catalog-model';
import { ConflictError, isError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  entityFolder,
  GITOPS_LOCATION_TYPE,
  GitOpsRepository,
} from '@modelyard/plugin-llm-gitops-node';

/**
 * The file of an entity in the GitOps repository: that which it came from, or a new one for an entity that the catalog does
 * not know. Throws ConflictError for one that the catalog has from elsewhere, since a commit could not change it.
 */
export async function findCatalogFile(options: {
  ref: string;
  catalog: CatalogService;
  credentials: BackstageCredentials;
}): Promise<string> {
  const { ref, catalog, credentials } = options;
  const entity = await catalog.getEntityByRef(ref, { credentials });
  const location = entity?.metadata.annotations?.[ANNOTATION_LOCATION];
  if (!entity) {
    return `${entityFolder(ref)}/catalog-info.yaml`;
  }
  if (!location?.startsWith(`${GITOPS_LOCATION_TYPE}:`)) {
    throw new ConflictError(
      `${ref} does not come from the GitOps repository, but from ${
        location ?? 'an unknown place'
      }: change it there`,
    );
  }
  return location.slice(GITOPS_LOCATION_TYPE.length + 1);
}

/** The text of a file on the main branch; undefined where there is none. */
export async function readFromRepository(
  { open }: { open: () => Promise<GitOpsRepository> },
  path: string,
): Promise<string | undefined> {
  const repository = await open();
  try {
    return (await repository.readFile({ path })).toString('utf8');
  } catch (error) {
    if (isError(error) && error.name === 'NotFoundError') {
      return undefined;
    }
    throw error;
  }
}
