import { Issue } from '@modelyard/llm-units';
import { z } from 'zod/v3';

/** What a schema found, as issues with paths as people write them. */
export function toIssues(error: z.ZodError): Issue[] {
  return error.issues.map(issue => ({
    path: formatPath(issue.path),
    code: `input-${issue.code.replace(/_/g, '-')}`,
    message: messageOf(issue),
    severity: 'error',
  }));
}

/** Keys that Kubernetes takes are shorter. */
const LONGEST_KEY = 320;

/** How many unknown fields are named. */
const MOST_KEYS = 20;

/** What the types of a schema are called by people who write YAML. */
const TYPES: Partial<Record<z.ZodParsedType, string>> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  null: 'empty',
  number: 'a number',
  float: 'not whole',
  object: 'a mapping',
  string: 'text',
};

function messageOf(issue: z.ZodIssue): string {
  if (/^(must|is|has|names) /.test(issue.message)) {
    return issue.message;
  }
  switch (issue.code) {
    case 'invalid_type':
      return issue.received === 'undefined'
        ? 'is required'
        : `must be ${TYPES[issue.expected] ?? issue.expected}, but is ${
            TYPES[issue.received] ?? issue.received
          }`;
    case 'unrecognized_keys':
      return `has fields that are not known: ${issue.keys
        .slice(0, MOST_KEYS)
        .map(shortened)
        .join(', ')}${issue.keys.length > MOST_KEYS ? ' and others' : ''}`;
    case 'invalid_enum_value':
    case 'invalid_union_discriminator':
      return `must be one of ${issue.options.map(String).join(', ')}`;
    case 'invalid_string':
      return issue.validation === 'url'
        ? 'must be an address such as https://example.com'
        : `is not valid: ${issue.message}`;
    case 'invalid_literal':
      return `must be ${String(issue.expected)}`;
    case 'too_small':
      return boundOf(issue.type, issue.minimum, {
        number: issue.inclusive ? 'must not be below' : 'must be above',
        size: 'must have at least',
      });
    case 'too_big':
      return boundOf(issue.type, issue.maximum, {
        number: issue.inclusive ? 'must not be above' : 'must be below',
        size: 'must have at most',
      });
    default:
      return `is not valid: ${issue.message}`;
  }
}

function boundOf(
  type: z.ZodTooSmallIssue['type'],
  bound: number | bigint,
  words: { number: string; size: string },
): string {
  switch (type) {
    case 'string':
      return bound === 1
        ? 'must not be empty'
        : `${words.size} ${bound} characters`;
    case 'array':
    case 'set':
      return `${words.size} ${bound} ${bound === 1 ? 'entry' : 'entries'}`;
    default:
      return `${words.number} ${bound}`;
  }
}

function formatPath(path: ReadonlyArray<string | number>): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') {
      return `${text}[${part}]`;
    }
    const key = shortened(part);
    return text ? `${text}.${key}` : key;
  }, '');
}

/** A key as messages name it: whoever sends a key of a megabyte does not get it back. */
function shortened(key: string): string {
  return key.length > LONGEST_KEY ? `${key.slice(0, LONGEST_KEY)}…` : key;
}
