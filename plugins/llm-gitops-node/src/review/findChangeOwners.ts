import { entityOfFolder } from '../rendered/folders';
import type { GitOpsRepository } from '../repository';
import { readTouchedIntents, TouchedIntentText } from './readTouchedIntents';
import { OwnedEntity, readOwnedEntities } from './readOwnedEntities';

const CATALOG_FILE = 'catalog-info.yaml';

/**
 * Whom a change concerns.
 *
 * @public
 */
export interface ChangeOwners {
  /** Refs of the owners of all that it touches, before and after, sorted. */
  owners: string[];
  /**
   * Refs of those who all have to agree, sorted: the owners, before the change, of what exists already, and the owners of what
   * is new where nothing of it exists. Empty where something of it has no owner: that is for who runs the platform.
   */
  reviewers: string[];
}

/**
 * Finds who owns what a change touches: the entities in the catalog files of the folders that its files lie in, and those that
 * a folder is named after. A change says who owns its entities from then on, so its word counts for new ones only.
 *
 * @public
 */
export async function findChangeOwners(options: {
  repository: GitOpsRepository;
  /** The commit that the change would be put on; absent where nothing is committed yet. */
  before?: string;
  /** The commit that has the change, where one has it. */
  after?: string;
  /** Contents that no commit has yet. */
  files?: ReadonlyArray<{ path: string; content: Uint8Array }>;
  /** The files that change. */
  paths: readonly string[];
  /** Owners of an entity that may come from another place than the files; undefined where there is none. */
  ownersOf?: (ref: string) => Promise<readonly string[] | undefined>;
  /**
   * Who else has to agree, by what is said in the intents of the folders that the files lie in: a list for everything that
   * somebody answers for, and an empty one where nobody is known to.
   */
  alsoConcerned?: (intents: TouchedIntentText[]) => Promise<string[][]>;
}): Promise<ChangeOwners> {
  const { repository, paths, files = [], ownersOf, alsoConcerned } = options;
  const also =
    (await alsoConcerned?.(await readTouchedIntents({ ...options, files }))) ??
    [];
  const folders = new Set(paths.flatMap(foldersOf));
  const isConcerned = ({ path }: { path: string }) =>
    folders.has(folderOf(path)) && path.endsWith(`/${CATALOG_FILE}`);
  const read = async (commit: string | undefined) => {
    const found = commit ? await repository.listFiles({ commit }) : [];
    const contents = [];
    for (const { path, blob } of found.filter(isConcerned)) {
      contents.push({ path, content: await repository.readBlob(blob) });
    }
    return entitiesByFolder(contents);
  };
  const before = await read(options.before);
  const after = new Map([
    ...(await read(options.after)),
    ...entitiesByFolder(files.filter(isConcerned)),
  ]);

  const existing = [...before.values()].flat();
  const known = new Set(existing.map(({ ref }) => ref));
  const added = [...after.values()]
    .flat()
    .filter(({ ref }) => ref === undefined || !known.has(ref));
  const elsewhere = new Map<string, readonly string[]>();
  const named = [...folders].map(entityOfFolder);
  for (const ref of [...added.map(entity => entity.ref), ...named]) {
    const owners =
      ref === undefined || known.has(ref) ? undefined : await ownersOf?.(ref);
    if (ref !== undefined && owners) {
      elsewhere.set(ref, owners);
    }
  }
  const fresh = added.filter(({ ref }) => !(ref && elsewhere.has(ref)));

  const hasEntity = (path: string) =>
    foldersOf(path).some(folder => {
      const ref = entityOfFolder(folder);
      return (
        before.has(folder) ||
        after.has(folder) ||
        (ref !== undefined && elsewhere.has(ref))
      );
    });
  const isOwned =
    paths.every(hasEntity) &&
    also.every(owners => owners.length > 0) &&
    [...existing, ...fresh].every(({ owner }) => owner !== undefined) &&
    [...elsewhere.values()].every(owners => owners.length > 0);
  const earlier = [
    ...refsOf(existing),
    ...[...elsewhere.values()].flatMap(owners => owners),
  ];
  return {
    owners: sorted([
      ...earlier,
      ...refsOf([...after.values()].flat()),
      ...also.flat(),
    ]),
    reviewers: isOwned
      ? sorted([
          ...(earlier.length > 0 ? earlier : refsOf(fresh)),
          ...also.flat(),
        ])
      : [],
  };
}

/** Folders with a catalog file, and the entities in it; one that nobody can read counts as an entity without an owner. */
function entitiesByFolder(
  files: ReadonlyArray<{ path: string; content: Uint8Array }>,
): Map<string, OwnedEntity[]> {
  return new Map(
    files.map(({ path, content }) => [
      folderOf(path),
      readOwnedEntities(Buffer.from(content).toString('utf8')),
    ]),
  );
}

function refsOf(entities: readonly OwnedEntity[]): string[] {
  return entities.flatMap(({ owner }) => owner ?? []);
}

function sorted(refs: readonly string[]): string[] {
  return [...new Set(refs)].sort();
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

/** All folders above a file, the root not counted. */
function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
