/**
 * Units of an LLM platform (bytes, counts, durations, money, ratios) and the Issue and Result types
 *
 * @packageDocumentation
 */
export type { Issue, IssueSeverity } from './issue';
export type { Result } from './result';
