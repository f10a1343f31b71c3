import { createApiFactory } from '@backstage/core-plugin-api';
import {
  ALL_RELATIONS,
  ALL_RELATION_PAIRS,
  catalogGraphApiRef,
  DefaultCatalogGraphApi,
} from '@backstage/plugin-catalog-graph';
import { llmRelationPairs } from '@modelyard/plugin-llm-common';

/**
 * The relations of the suite in both directions, for a catalog graph that is
 * set up by hand.
 *
 * @public
 */
export const llmGraphRelationPairs: [string, string][] = llmRelationPairs.map(
  ({ type, reverseType }) => [type, reverseType],
);

/**
 * A catalog graph that knows the catalog's own relations and the suite's.
 *
 * @public
 */
export const llmCatalogGraphApiFactory = createApiFactory({
  api: catalogGraphApiRef,
  deps: {},
  factory: () =>
    new DefaultCatalogGraphApi({
      knownRelations: [...ALL_RELATIONS, ...llmGraphRelationPairs.flat()],
      knownRelationPairs: [...ALL_RELATION_PAIRS, ...llmGraphRelationPairs],
      defaultRelationTypes: { exclude: [] },
    }),
});
