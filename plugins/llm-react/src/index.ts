/**
 * The card frame, the API client and the views of the llm plugin
 *
 * @packageDocumentation
 */
export {};
