/**
 * Pages and cards of the LLM platform for the old frontend system, and what
 * both systems share. The new system's features are in `./alpha`.
 *
 * @packageDocumentation
 */
export { hasLlmCards, hasLlmUsage } from './cardsFor';
export {
  llmCatalogGraphApiFactory,
  llmGraphRelationPairs,
} from './catalogGraph';
export { llmEntityPresentationApiFactory } from './entityPresentation';
export { llmIcons, llmKindIcons } from './icons/icons';
export { ModelIcon } from './icons/ModelIcon';
export type { EntityLlmCardProps } from './legacy/EntityLlmCard';
export { llmFieldExtensions } from './legacy/fieldExtensions';
export {
  EntityLlmCard,
  EntityLlmOverview,
  EntityLlmUsageContent,
  LlmFleetPage,
  LlmHomeUsage,
  llmPlugin,
  LlmSearchResultListItem,
} from './plugin';
