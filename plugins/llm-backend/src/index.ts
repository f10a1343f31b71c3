/**
 * Backend of the llm plugin.
 *
 * @packageDocumentation
 */

export { llmPlugin as default } from './plugin';
