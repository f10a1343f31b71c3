import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  RELATION_HAS_PART,
  RELATION_OWNER_OF,
  RELATION_PARENT_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';

/** What belongs to an entity of a kind, by relation, and of which kinds it is. */
const HELD: Readonly<Record<string, Readonly<Record<string, string[]>>>> = {
  user: { [RELATION_OWNER_OF]: ['component', 'system', 'resource'] },
  group: {
    [RELATION_OWNER_OF]: ['component', 'system', 'resource'],
    [RELATION_PARENT_OF]: ['group'],
  },
  system: { [RELATION_HAS_PART]: ['component', 'resource'] },
};

/** How many entities the catalog is asked for at a time. */
const CHUNK = 500;
/** Answers are asked for by every card of a page, and groups change seldom. */
const KEEP_MS = 30_000;
const REMEMBERED = 500;

/** Entities by their refs. */
export type Holdings = ReadonlyMap<string, Entity>;

/**
 * Finds what belongs to users, groups and systems, as the catalog shows it to somebody: to a group what it owns and its child
 * groups, to a system its parts.
 */
export class ConsumerHoldings {
  readonly #catalog: CatalogService;
  readonly #now: () => number;
  readonly #known = new Map<string, { at: number; found: Promise<Holdings> }>();

  static create(options: { catalog: CatalogService; now?: () => number }) {
    return new ConsumerHoldings(options.catalog, options.now ?? Date.now);
  }

  private constructor(catalog: CatalogService, now: () => number) {
    this.#catalog = catalog;
    this.#now = now;
  }

  /**
   * Finds the entities and all that belongs to them, remembered for half a minute.
   *
   * @param options - `refs` in full; `who` tells callers apart whose catalogs differ
   */
  find(options: {
    refs: readonly string[];
    who: string;
    credentials: BackstageCredentials;
  }): Promise<Holdings> {
    const { refs, who, credentials } = options;
    const key = JSON.stringify([who, ...[...refs].sort()]);
    const known = this.#known.get(key);
    if (known && this.#now() - known.at < KEEP_MS) {
      return known.found;
    }
    const found = this.#walk(refs, credentials);
    this.#known.delete(key);
    this.#known.set(key, { at: this.#now(), found });
    const [oldest] = this.#known.keys();
    if (this.#known.size > REMEMBERED) {
      this.#known.delete(oldest);
    }
    found.catch(() => this.#known.delete(key));
    return found;
  }

  async #walk(
    refs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<Holdings> {
    const found = new Map<string, Entity>();
    const asked = new Set<string>();
    for (let next = [...new Set(refs)]; next.length > 0; ) {
      next.forEach(ref => asked.add(ref));
      const entities = await this.#read(next, credentials);
      entities.forEach(each => found.set(stringifyEntityRef(each), each));
      next = [...new Set(entities.flatMap(heldBy))].filter(
        ref => !asked.has(ref),
      );
    }
    return found;
  }

  async #read(
    refs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<Entity[]> {
    const entities: Entity[] = [];
    for (let start = 0; start < refs.length; start += CHUNK) {
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs: refs.slice(start, start + CHUNK) },
        { credentials },
      );
      entities.push(...items.flatMap(entity => entity ?? []));
    }
    return entities;
  }
}

function heldBy(entity: Entity): string[] {
  const held = HELD[entity.kind.toLocaleLowerCase('en-US')] ?? {};
  return (entity.relations ?? []).flatMap(({ type, targetRef }) => {
    const kinds = held[type] ?? [];
    return kinds.includes(parseEntityRef(targetRef).kind) ? [targetRef] : [];
  });
}
