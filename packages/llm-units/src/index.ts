/**
 * Units of an LLM platform (bytes, counts, durations, money, ratios) and the Issue and Result types
 *
 * @packageDocumentation
 */
export { formatBytes, parseBytes } from './bytes';
export { countOf, formatCount, formatNumber, parseCount } from './counts';
export { isCurrency } from './currencies';
export { dayOf, daysBetween, formatDate, parseDate } from './dates';
export { formatDuration, parseDuration } from './durations';
export { formatIssue } from './issue';
export type { Issue, IssueSeverity } from './issue';
export {
  addMoney,
  compareMoney,
  formatMoney,
  money,
  multiplyMoney,
  parseMoney,
} from './money';
export type { Money } from './money';
export type { FormatOptions } from './numberFormat';
export { formatRatio, parseRatio } from './ratios';
export { failure, success } from './result';
export type { Result } from './result';
