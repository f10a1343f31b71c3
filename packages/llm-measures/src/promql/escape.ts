import { failure, Result, success } from '@modelyard/llm-units';

/** Names that every version takes without quotation marks. */
const METRIC = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** Words that mean something where a metric may stand; as names they go into a matcher. */
const WORDS = new Set(
  (
    'and or unless atan2 sum avg count min max group stddev stdvar topk bottomk count_values quantile limitk ' +
    'limit_ratio by without on ignoring group_left group_right bool offset start end step inf nan anchored smoothed fill ' +
    'fill_left fill_right'
  ).split(' '),
);

export function isPlainMetric(name: string): boolean {
  return METRIC.test(name) && !WORDS.has(name.toLowerCase());
}

export function isPlainLabel(name: string): boolean {
  return LABEL.test(name);
}

/** A name of a label, in quotation marks where it is not one of the old form (Prometheus 3). */
export function labelName(name: string): Result<string> {
  return isPlainLabel(name) ? success(name) : quoted(name);
}

// Surrogates are half a character where they stand alone, which no UTF-8 can carry.
const LONE_SURROGATE =
  /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/**
 * A text as a string of PromQL: what could end it, and what its lexer refuses (line ends, control characters, the
 * replacement character), is escaped.
 */
export function quoted(text: string): Result<string> {
  if (LONE_SURROGATE.test(text)) {
    return failure(
      'text-not-unicode',
      'is not text: it contains half of a character',
    );
  }
  const escaped = text
    .replace(/[\\"]/g, character => `\\${character}`)
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffd]/g, unicode);
  return success(`"${escaped}"`);
}

function unicode(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A regular expression of RE2 that matches one of the texts and nothing else. */
export function anyOf(texts: readonly string[]): string {
  return texts
    .map(text => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('|');
}
