export { isLlmSearchResult } from './isLlmSearchResult';
export { LlmSearchResultListItem } from './LlmSearchResultListItem';
export type { LlmSearchResultListItemProps } from './LlmSearchResultListItem';
