import {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';

/** How many entities the catalog is asked for at a time. */
const CHUNK = 500;

/**
 * What {@link findHiddenEntities} asks of the catalog.
 *
 * @public
 */
export interface EntityLookup {
  /** The entities in the order of their refs; undefined for one that these credentials do not see. */
  getEntitiesByRefs(
    request: { entityRefs: string[]; fields?: string[] },
    options: { credentials: BackstageCredentials },
  ): Promise<{ items: Array<object | undefined> }>;
}

/**
 * Finds the entities that the catalog has, but hides from somebody. What the portal reads with rights of its own, such as a
 * file of the GitOps repository, must not tell of them. An entity that the catalog does not have yet is hidden from nobody.
 *
 * @param options - `refs` are in full
 * @returns The refs of those that are hidden
 * @public
 */
export async function findHiddenEntities(options: {
  refs: readonly string[];
  catalog: EntityLookup;
  auth: AuthService;
  /** Of the person. */
  credentials: BackstageCredentials;
}): Promise<Set<string>> {
  const { catalog, auth, credentials } = options;
  const refs = [...new Set(options.refs)];
  const unseen = await missing(catalog, credentials, refs);
  if (unseen.length === 0) {
    return new Set();
  }
  const nowhere = new Set(
    await missing(catalog, await auth.getOwnServiceCredentials(), unseen),
  );
  return new Set(unseen.filter(ref => !nowhere.has(ref)));
}

async function missing(
  catalog: EntityLookup,
  credentials: BackstageCredentials,
  refs: readonly string[],
): Promise<string[]> {
  const unseen: string[] = [];
  for (let start = 0; start < refs.length; start += CHUNK) {
    const some = refs.slice(start, start + CHUNK);
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: some, fields: ['kind', 'metadata.name'] },
      { credentials },
    );
    unseen.push(...some.filter((_, index) => !items[index]));
  }
  return unseen;
}
