import { AuthService } from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  RELATION_CHILD_OF,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Money, parseMoney } from '@modelyard/llm-units';
import { ANNOTATION_MONTHLY_BUDGET } from '@modelyard/plugin-llm-common';

/** Pages ask again and again, and the catalog changes seldom. */
const KEEP_MS = 30_000;
const REMEMBERED = 5_000;
/** Groups stand in groups, hardly deeper than this, and never in a circle that is followed for ever. */
const HIGHEST = 10;

/** What measures take from other entities than the one that is measured: read with the rights of the portal, and not shown. */
export class CatalogFacts {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #now: () => number;
  readonly #known = new Map<
    string,
    { at: number; entity: Promise<Entity | undefined> }
  >();

  static create(options: {
    auth: AuthService;
    catalog: CatalogService;
    now?: () => number;
  }) {
    return new CatalogFacts(options);
  }

  private constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    now?: () => number;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#now = options.now ?? Date.now;
  }

  /** An entity, remembered for half a minute. */
  async entity(ref: string): Promise<Entity | undefined> {
    const known = this.#known.get(ref);
    if (known && this.#now() - known.at < KEEP_MS) {
      return known.entity;
    }
    const entity = this.#read(ref);
    this.#known.delete(ref);
    this.#known.set(ref, { at: this.#now(), entity });
    const [oldest] = this.#known.keys();
    if (this.#known.size > REMEMBERED) {
      this.#known.delete(oldest);
    }
    entity.catch(() => this.#known.delete(ref));
    return entity;
  }

  /**
   * The budget of a calendar month that applies to an entity: its own, that of its system, that of its owner, or that of a group
   * above. One that cannot be read is none.
   */
  async budgetOf(entity: Entity): Promise<Money | undefined> {
    const seen = new Set<string>();
    let level = [entity];
    for (let height = 0; height < HIGHEST && level.length > 0; height++) {
      for (const each of level) {
        seen.add(stringifyEntityRef(each));
        const budget = parseMoney(
          each.metadata.annotations?.[ANNOTATION_MONTHLY_BUDGET],
        );
        if (budget.ok && Number(budget.value.amount) > 0) {
          return budget.value;
        }
      }
      const above = level.flatMap(aboveOf).filter(ref => !seen.has(ref));
      const found = await Promise.all(
        [...new Set(above)].map(ref => this.entity(ref)),
      );
      level = found.flatMap(each => each ?? []);
    }
    return undefined;
  }

  async #read(ref: string): Promise<Entity | undefined> {
    return this.#catalog.getEntityByRef(ref, {
      credentials: await this.#auth.getOwnServiceCredentials(),
    });
  }
}

/** What stands above an entity: its system, else its owner, of a group the group that it belongs to. */
function aboveOf(entity: Entity): string[] {
  const related = (type: string, kinds: readonly string[]) =>
    (entity.relations ?? [])
      .filter(
        each =>
          each.type === type &&
          kinds.includes(parseEntityRef(each.targetRef).kind),
      )
      .map(({ targetRef }) => targetRef);
  const systems = related(RELATION_PART_OF, ['system']);
  return [
    ...systems,
    // The owner of a system is asked after the system, and that of the entity beside it.
    ...related(RELATION_OWNED_BY, ['group']),
    ...related(RELATION_CHILD_OF, ['group']),
  ];
}
