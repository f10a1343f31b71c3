/**
 * Pages and cards of the LLM platform for both frontend systems
 *
 * @packageDocumentation
 */
export {};
