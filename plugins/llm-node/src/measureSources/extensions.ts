import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { MeasureEngine } from './MeasureEngine';

/**
 * Takes what the llm plugin gets its measures from.
 *
 * @public
 */
export interface LlmMeasureSourcesExtensionPoint {
  /**
   * Adds engines. They are shown among the data sources in the order in which they were added.
   *
   * @throws ConflictError where there is an engine of that name already
   */
  addMeasureEngine(...engines: MeasureEngine[]): void;
}

/**
 * Where modules of the llm plugin add sources of measures.
 *
 * @public
 */
export const llmMeasureSourcesExtensionPoint =
  createExtensionPoint<LlmMeasureSourcesExtensionPoint>({
    id: 'llm.measureSources',
  });
