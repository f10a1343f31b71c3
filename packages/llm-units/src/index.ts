/**
 * Units of an LLM platform (bytes, counts, durations, money, ratios) and the Issue and Result types
 *
 * @packageDocumentation
 */
export {};
