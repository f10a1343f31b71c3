/**
 * What a card of the suite is made of: the frame, formats, links and texts, and
 * the list of the suite's own cards.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './cards';
export * from './fields';
export * from './formats';
export * from './frame';
export * from './layout';
export * from './links';
export * from './routes';
export * from './search';
export * from './templates';
export * from './terms';
export * from './toolLinks';
export * from './views';
export { llmTranslationRef } from './translation';
export { fleetPath } from './fleet/fleetPath';
export type {
  FleetFacet,
  FleetQuery,
  FleetSort,
  FleetTab,
} from './fleet/query';
export type { UseModelDialogProps } from './model/use/UseModelDialog';
