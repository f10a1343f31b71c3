import { SearchResultListItemBlueprint } from '@backstage/plugin-search-react/alpha';
import {
  isLlmSearchResult,
  loadSearchResultListItem,
} from '@modelyard/plugin-llm-react';

/** Models and pools among search results. */
export const searchResultListItem = SearchResultListItemBlueprint.make({
  params: {
    predicate: isLlmSearchResult,
    component: loadSearchResultListItem,
  },
});
