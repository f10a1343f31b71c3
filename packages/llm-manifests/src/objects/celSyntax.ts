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

/** Names that a CEL expression asks for. The expression must be valid. */
export function celNames(expression: string): Set<string> {
  const names = new Set<string>();
  // Macros such as all() bring names of their own, which are no variables.
  const own = new Set<string>();
  const visit = (node: unknown) => {
    if (typeof node !== 'object' || node === null) {
      return;
    }
    const { case: kind, value } = node as { case?: unknown; value?: unknown };
    if (kind === 'identExpr') {
      names.add(String((value as { name?: unknown }).name));
    }
    if (kind === 'comprehensionExpr') {
      const { iterVar, accuVar } = value as {
        iterVar?: unknown;
        accuVar?: unknown;
      };
      own.add(String(iterVar)).add(String(accuVar));
    }
    Object.values(node).forEach(visit);
  };
  visit(parse(expression).expr);
  own.forEach(name => names.delete(name));
  return names;
}

/** A text as a literal of CEL. */
export function celString(text: string): string {
  return `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;
}
