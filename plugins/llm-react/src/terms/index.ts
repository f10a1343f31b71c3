export { useTerms } from './useTerms';
export type { Terms, TermSet } from './useTerms';
