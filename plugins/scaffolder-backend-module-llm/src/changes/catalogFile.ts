import { ANNOTATION_LOCATION } from '@backstage/catalog-model';
import {
  ConflictError,
  InputError,
  isError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  entityFolder,
  GITOPS_LOCATION_TYPE,
  GitOpsRepository,
} from '@modelyard/plugin-llm-gitops-node';
import { findHiddenEntities } from '@modelyard/plugin-llm-node';
import { parseAllDocuments } from 'yaml';
import { requireVisibleFiles, takenOrHidden, Viewer } from './hidden';

/** Whether an entity must be there: only a new one, only one that is there, or either. */
export type EntityMode = 'any' | 'new' | 'existing';

/** Where an entity is, or would be. */
export interface FoundCatalogFile {
  path: string;
  /** The file on the main branch; absent where there is none. */
  committed?: string;
  /** Whether the catalog has the entity, as the person sees it. */
  inCatalog: boolean;
}

/**
 * The file of an entity in the GitOps repository: that which it came from, or a new one for an entity that the catalog does
 * not know. Throws ConflictError for one that the catalog has from elsewhere, since a commit could not change it, and tells
 * nothing of one that the catalog hides from the person.
 */
export async function findCatalogFile(
  options: Viewer & {
    ref: string;
    /** A file that was asked for. */
    path?: string;
    mode: EntityMode;
    open: () => Promise<GitOpsRepository>;
  },
): Promise<FoundCatalogFile> {
  const { ref, catalog, credentials, mode, open } = options;
  const hidden = await findHiddenEntities({ ...options, refs: [ref] });
  if (hidden.size > 0) {
    throw mode === 'existing'
      ? new NotFoundError(whyMissing(ref))
      : new NotAllowedError(`ref: ${takenOrHidden(ref)}`);
  }
  const entity = await catalog.getEntityByRef(ref, { credentials });
  const location = entity?.metadata.annotations?.[ANNOTATION_LOCATION];
  const isOurs = location?.startsWith(`${GITOPS_LOCATION_TYPE}:`);
  if (entity && !isOurs && options.path === undefined) {
    throw new ConflictError(
      mode === 'new'
        ? whyTaken(ref)
        : `${ref} does not come from the GitOps repository, but from ${
            location ?? 'an unknown place'
          }: change it there`,
    );
  }
  const path =
    options.path ??
    (location && isOurs
      ? location.slice(GITOPS_LOCATION_TYPE.length + 1)
      : `${entityFolder(ref)}/catalog-info.yaml`);
  const committed = await readFromRepository(options, path);
  if (committed !== undefined) {
    await requireVisibleFiles(options, {
      repository: await open(),
      paths: [path],
    });
    requireCatalogFile(path, committed);
  }
  return {
    path,
    inCatalog: entity !== undefined,
    ...(committed !== undefined && { committed }),
  };
}

/** Why an entity that is to be new is none. */
export function whyTaken(ref: string): string {
  return `ref: ${ref} exists already, and a new one must not take its place: choose another name, or ${
    ref.startsWith('model:')
      ? 'serve it with the template "Serve a model" as a model that the catalog has, and change what is served with the template "Change a deployment"'
      : 'change the present one in its catalog file'
  }`;
}

/** Why an entity that is to be there is not. */
export function whyMissing(ref: string): string {
  return `ref: You see no ${ref} in the catalog`;
}

/** Nothing else is read into the workspace than what the catalog shows as well. */
function requireCatalogFile(path: string, text: string): void {
  const isEntity = (document: { toJS(): unknown }) => {
    const { apiVersion, kind, metadata } = (document.toJS() ?? {}) as {
      apiVersion?: unknown;
      kind?: unknown;
      metadata?: { name?: unknown };
    };
    return [apiVersion, kind, metadata?.name].every(
      value => typeof value === 'string',
    );
  };
  const documents = [...parseAllDocuments(text, { logLevel: 'error' })];
  // What is no YAML is refused with its place by whoever changes it.
  if (
    documents.every(({ errors }) => errors.length === 0) &&
    !documents.every(
      document => document.contents === null || isEntity(document),
    )
  ) {
    throw new InputError(`path: ${path} is no catalog file`);
  }
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
