import { inWords } from '../sizing/known';

/** Names as a text for messages. */
export function list(values: readonly string[]): string {
  return values.length === 0 ? 'none' : values.join(', ');
}

/** A number of units, for messages: `1 GPU`, `3 partitions`. */
export function count(
  number: number,
  unit: 'gpu' | 'partition' | 'share',
): string {
  return `${number} ${unitName(unit)}${number === 1 ? '' : 's'}`;
}

/** A number of requests, for messages: `1 request`, `2,000 requests`. */
export function requests(number: number): string {
  return `${inWords(number)} request${number === 1 ? '' : 's'}`;
}

/** What is handed out, for messages. */
export function unitName(unit: 'gpu' | 'partition' | 'share'): string {
  return unit === 'gpu' ? 'GPU' : unit;
}
