/**
 * Backend of the llm plugin
 *
 * @packageDocumentation
 */
export {};
