import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { SearchResultListItemBlueprint } from '@backstage/plugin-search-react/alpha';
import { isLlmSearchResult } from '@modelyard/plugin-llm-react';
import { llmEntityPresentationApiFactory } from '../entityPresentation';

const { item } = SearchResultListItemBlueprint.dataRefs;

/**
 * The catalog's search results without models and pools, which the suite draws.
 * The first item that takes a result draws it, and the catalog's, which takes
 * every entity, comes first where features are discovered.
 */
export const catalogSearchResultListItem = catalogPlugin
  .getExtension('search-result-list-item:catalog')
  .override({
    *factory(original) {
      const { predicate, ...rest } = original().get(item);
      yield item({
        ...rest,
        predicate: result =>
          !isLlmSearchResult(result) && (predicate?.(result) ?? false),
      });
    },
  });

/**
 * What the suite changes in the catalog: the icons of its kinds wherever
 * entities are presented, and who draws them among search results.
 *
 * @alpha
 */
export const llmCatalogModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    ApiBlueprint.make({
      name: 'entity-presentation',
      params: defineParams => defineParams(llmEntityPresentationApiFactory),
    }),
    catalogSearchResultListItem,
  ],
});
