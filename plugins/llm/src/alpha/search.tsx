import { SearchResultListItemBlueprint } from '@backstage/plugin-search-react/alpha';
import {
  isLlmSearchResult,
  loadSearchResultListItem,
} from '@modelyard/plugin-llm-react';
import { ModelIcon } from '../icons/ModelIcon';

/** Models and pools among search results. */
export const searchResultListItem = SearchResultListItemBlueprint.make({
  params: {
    icon: <ModelIcon />,
    predicate: isLlmSearchResult,
    component: loadSearchResultListItem,
  },
});
