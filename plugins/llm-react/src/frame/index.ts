export { LlmCard } from './LlmCard';
export type { LlmCardProps } from './LlmCard';
export { missingAnnotation, noData, ready, stale } from './CardState';
export type {
  CardError,
  CardLoading,
  CardMissingAnnotation,
  CardNextStep,
  CardNoData,
  CardNotAllowed,
  CardOutcome,
  CardReady,
  CardStale,
  CardState,
} from './CardState';
export { isNotAllowed } from './isNotAllowed';
export { useCardState } from './useCardState';
