import { AuthService } from '@backstage/backend-plugin-api';
import { ENTITY_STATUS_CATALOG_PROCESSING_TYPE } from '@backstage/catalog-client';
import {
  ANNOTATION_LOCATION,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { AlphaEntity } from '@backstage/catalog-model/alpha';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { gitOpsEntitiesQuery } from '@modelyard/plugin-llm-gitops-node';
import pLimit from 'p-limit';
import { plainReason } from './plainReason';

/** How many entities the catalog is asked about one by one: after a large commit it has most of them in a moment. */
const MAX_ASKED = 50;
const CONCURRENCY = 4;

/** The check takes no location of another type, and reads nothing from it. */
const CHECKED_LOCATION = 'url:https://gitops.invalid/catalog-info.yaml';

/** An entity that the catalog has from the GitOps repository. */
export interface HeldEntity {
  readonly kind: string;
  /** Why it does not take what the repository says of it now. */
  readonly errors: readonly string[];
}

/** By ref. */
export type HeldEntities = ReadonlyMap<string, HeldEntity>;

/** Why the catalog lacks an entity. */
export interface MissingEntity {
  /** Whether the catalog has an entity of this name from somewhere else. */
  readonly inCatalog: boolean;
  readonly reasons: readonly string[];
}

/** The catalog, as far as it concerns the GitOps repository. */
export class CatalogView {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;

  static create(options: { auth: AuthService; catalog: CatalogService }) {
    return new CatalogView(options.auth, options.catalog);
  }

  private constructor(auth: AuthService, catalog: CatalogService) {
    this.#auth = auth;
    this.#catalog = catalog;
  }

  /** Rejects where the catalog does not answer. */
  async readHeld(): Promise<HeldEntities> {
    const held = new Map<string, HeldEntity>();
    const pages = this.#catalog.streamEntities(
      {
        query: gitOpsEntitiesQuery,
        fields: ['kind', 'metadata.name', 'metadata.namespace', 'status'],
      },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    for await (const page of pages) {
      for (const entity of page) {
        const { kind } = entity;
        const errors = processingErrors(entity);
        held.set(stringifyEntityRef(entity), { kind, errors });
      }
    }
    return held;
  }

  /**
   * Asks why the catalog lacks entities. It says nothing of those that it has merely not come to yet, and takes so many
   * at a time. Rejects where the catalog does not answer.
   */
  async explain(
    missing: readonly Entity[],
  ): Promise<Map<string, MissingEntity>> {
    const asked = missing.slice(0, MAX_ASKED);
    if (asked.length === 0) {
      return new Map();
    }
    const credentials = await this.#auth.getOwnServiceCredentials();
    const { items } = await this.#catalog.getEntitiesByRefs(
      {
        entityRefs: asked.map(entity => stringifyEntityRef(entity)),
        fields: ['metadata.annotations'],
      },
      { credentials },
    );
    const limit = pLimit(CONCURRENCY);
    return new Map(
      await Promise.all(
        asked.map((entity, i) =>
          limit(
            async (): Promise<[string, MissingEntity]> => [
              stringifyEntityRef(entity),
              await this.#explainOne(entity, items[i]),
            ],
          ),
        ),
      ),
    );
  }

  async #explainOne(
    entity: Entity,
    other: Entity | undefined,
  ): Promise<MissingEntity> {
    if (other) {
      const place = other.metadata?.annotations?.[ANNOTATION_LOCATION];
      const from = place ? `from ${place}` : 'from elsewhere';
      return {
        inCatalog: true,
        reasons: [
          `is in the catalog ${from}, which keeps it: remove it there, or give one of the two another name`,
        ],
      };
    }
    const result = await this.#catalog.validateEntity(
      entity,
      CHECKED_LOCATION,
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    return {
      inCatalog: false,
      reasons: result.valid
        ? []
        : result.errors.map(({ message }) => plainReason(message)),
    };
  }
}

function processingErrors(entity: AlphaEntity): string[] {
  return (entity.status?.items ?? [])
    .filter(
      ({ type, level }) =>
        type === ENTITY_STATUS_CATALOG_PROCESSING_TYPE && level === 'error',
    )
    .map(({ error, message }) => plainReason(error?.message ?? message));
}
