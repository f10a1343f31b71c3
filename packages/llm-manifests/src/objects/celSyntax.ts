import { parse } from '@bufbuild/cel';

/**
 * What is wrong with the syntax of a CEL expression; undefined where it can be parsed. Types and names are not checked:
 * they depend on where the expression stands.
 */
export function findCelProblem(expression: string): string | undefined {
  try {
    parse(expression);
    return undefined;
  } catch (error) {
    return error instanceof Error
      ? error.message
          .split('\n')[0]
          .replace(/^<input>:\d+:(\d+): /, 'at character $1: ')
      : 'it cannot be parsed';
  }
}

/** A text as a literal of CEL. */
export function celString(text: string): string {
  return `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;
}
