import {
  createApiFactory,
  createApiRef,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { LlmClient } from '@modelyard/plugin-llm-common';

/**
 * What cards and pages ask the backend for.
 *
 * @public
 */
export type LlmApi = Pick<
  LlmClient,
  | 'listSources'
  | 'listChanges'
  | 'listDrift'
  | 'readChange'
  | 'mergeChange'
  | 'withdrawChange'
  | 'inspectModel'
  | 'listMeasures'
  | 'readMeasures'
  | 'readUsage'
  | 'exportUsage'
  | 'listBaselines'
>;

/**
 * The backend of the plugin.
 *
 * @public
 */
export const llmApiRef = createApiRef<LlmApi>({ id: 'plugin.llm.service' });

/**
 * Makes the client of the backend, for both frontend systems.
 *
 * @public
 */
export const llmApiFactory = createApiFactory({
  api: llmApiRef,
  deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
  factory: ({ discoveryApi, fetchApi }): LlmApi =>
    LlmClient.create({ discoveryApi, fetchApi }),
});
