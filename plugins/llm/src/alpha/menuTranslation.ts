import { createTranslationRef } from '@backstage/frontend-plugin-api';

const menuMessages = {
  useModel: 'Use this model',
  useAModel: 'Use a model',
  serveModel: 'Serve this model',
  serveHere: 'Serve a model here',
  changeDeployment: 'Change deployment',
  exposeModel: 'Expose',
  compare: 'Compare in the fleet',
} as const;

/**
 * The few words that menus need before anything is opened. The texts of cards
 * and dialogs come with those, so as not to be part of the first load.
 *
 * @alpha
 */
export const llmMenuTranslationRef = createTranslationRef({
  id: 'llm-menu',
  messages: menuMessages,
});

/** The name of a text of menus. */
export type MenuText = keyof typeof menuMessages;
