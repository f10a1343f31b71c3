import type { SchemaNode } from '../schema/SchemaNode';
import { show } from './show';
import type { Walk } from './Walk';

/** Compares a text with what the schema says about texts. */
export function checkText(walk: Walk, node: SchemaNode, text: string): void {
  const longest = node.limit('maxLength');
  const shortest = node.limit('minLength');
  if (longest !== undefined || shortest !== undefined) {
    // A character beyond the first 65,536 is two units to JavaScript and one to the API server.
    const length =
      longest !== undefined && text.length <= longest && !shortest
        ? text.length
        : Array.from(text).length;
    if (longest !== undefined && length > longest) {
      walk.error(
        'max-length',
        `must have at most ${longest} characters, but has ${length}: ${show(
          text,
        )}`,
      );
    }
    if (shortest !== undefined && length < shortest) {
      walk.error(
        'min-length',
        shortest === 1
          ? 'must not be empty'
          : `must have at least ${shortest} characters, but has ${length}: ${show(
              text,
            )}`,
      );
    }
  }
  if (node.pattern) {
    if (!node.pattern.test(text)) {
      walk.error(
        'pattern',
        `must match ${node.patternText}, but is ${show(text)}`,
      );
    }
  } else if (node.patternText !== undefined) {
    walk.warning(
      'not-checked',
      `was not compared with the pattern ${node.patternText}, which cannot be read`,
    );
  }
  if (node.textFormat && !node.textFormat.accepts(text)) {
    walk.error(
      'format',
      `must be ${node.textFormat.words}, but is ${show(text)}`,
    );
  }
}
