import { celList, celMethod, type CelFunc } from '@bufbuild/cel';
import { Pattern } from '../../patterns';
import { INT, LIST, STRING } from '../types';

const LONGEST = 10_000;

// The RE2 engine tells whether a text matches, not where. What RE2 accepts without flags or its own classes means the same to
// JavaScript, whose engine is kept from texts and patterns on which it could run for long.
function matches(text: string, source: string): string[] {
  if (!Pattern.compile(source)) {
    throw new Error(`'${source}' is no regular expression`);
  }
  if (
    text.length > LONGEST ||
    /\(\?(?!:)|\[:|\\[ACQzpP]|[*+}]\)?[*+{]/.test(source)
  ) {
    throw new Error(
      `cannot look for '${source}' in a text of ${text.length} characters`,
    );
  }
  return text.match(new RegExp(source, 'gu')) ?? [];
}

/** Kubernetes' library for regular expressions (`kubernetes.regex`). */
export const regexFunctions: readonly CelFunc[] = [
  celMethod('find', STRING, [STRING], STRING, function find(source) {
    return matches(this, source)[0] ?? '';
  }),
  celMethod('findAll', STRING, [STRING], LIST, function findAll(source) {
    return celList(matches(this, source));
  }),
  celMethod(
    'findAll',
    STRING,
    [STRING, INT],
    LIST,
    function findSome(source, limit) {
      const found = matches(this, source);
      return celList(limit < 0n ? found : found.slice(0, Number(limit)));
    },
  ),
];
