import {
  RELATION_API_CONSUMED_BY,
  RELATION_API_PROVIDED_BY,
  RELATION_CONSUMES_API,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  RELATION_PROVIDES_API,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogApi } from '@backstage/plugin-catalog-react';

/** Something that uses a model, and how the catalog knows. */
export interface Consumer {
  readonly ref: string;
  /** Whether it names the model itself. */
  readonly declared: boolean;
  /** APIs of which it is a client and that this model alone provides. */
  readonly apis: readonly string[];
}

/** An API that others provide as well: its clients may use any of them. */
export interface SharedApi {
  readonly ref: string;
  /** Clients that name no model at all. */
  readonly undeclaredClients: number;
}

/** Who uses a model, as far as the catalog says. */
export interface Consumers {
  readonly consumers: readonly Consumer[];
  readonly shared: readonly SharedApi[];
  /** APIs of the model that the catalog does not show. */
  readonly hiddenApis: readonly string[];
}

function targetsOf(entity: Entity, type: string): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef);
}

/** Clients of an API that depend on no model, counted by the catalog. */
async function countUndeclaredClients(
  catalogApi: CatalogApi,
  apiRef: string,
): Promise<number> {
  const { totalItems } = await catalogApi.queryEntities({
    query: {
      $all: [
        {
          relations: {
            $contains: { type: RELATION_CONSUMES_API, targetRef: apiRef },
          },
        },
        {
          $not: {
            [`relations.${RELATION_DEPENDS_ON}`]: { $hasPrefix: 'model:' },
          },
        },
      ],
    },
    fields: ['kind'],
    limit: 1,
  });
  return totalItems;
}

/**
 * Finds who uses a model: whatever depends on it, and the clients of an API
 * that this model alone provides. An API with further providers, such as a
 * gateway, says nothing about which model its clients use: those are only
 * counted.
 *
 * @throws what the catalog client throws
 */
export async function findConsumers(options: {
  model: Entity;
  catalogApi: CatalogApi;
}): Promise<Consumers> {
  const { model, catalogApi } = options;
  const modelRef = stringifyEntityRef(model);
  const apiRefs = targetsOf(model, RELATION_PROVIDES_API);
  const apis =
    apiRefs.length === 0
      ? []
      : (
          await catalogApi.getEntitiesByRefs({
            entityRefs: apiRefs,
            fields: [
              'kind',
              'metadata.name',
              'metadata.namespace',
              'relations',
            ],
          })
        ).items;

  const found = new Map<string, { declared: boolean; apis: string[] }>();
  for (const ref of targetsOf(model, RELATION_DEPENDENCY_OF)) {
    found.set(ref, { declared: true, apis: [] });
  }
  const sharedRefs: string[] = [];
  const hiddenApis: string[] = [];
  apiRefs.forEach((apiRef, index) => {
    const api = apis[index];
    if (!api) {
      hiddenApis.push(apiRef);
      return;
    }
    const providers = targetsOf(api, RELATION_API_PROVIDED_BY);
    if (providers.some(provider => provider !== modelRef)) {
      sharedRefs.push(apiRef);
      return;
    }
    for (const client of targetsOf(api, RELATION_API_CONSUMED_BY)) {
      const known = found.get(client);
      if (known) {
        known.apis.push(apiRef);
      } else {
        found.set(client, { declared: false, apis: [apiRef] });
      }
    }
  });

  const shared = await Promise.all(
    sharedRefs.map(async ref => ({
      ref,
      undeclaredClients: await countUndeclaredClients(catalogApi, ref),
    })),
  );
  return {
    consumers: [...found]
      .map(([ref, how]) => ({ ref, ...how }))
      .sort((a, b) => (a.ref < b.ref ? -1 : 1)),
    shared,
    hiddenApis,
  };
}
