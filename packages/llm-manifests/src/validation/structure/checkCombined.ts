import type { SchemaNode } from '../schema/SchemaNode';
import { show } from './show';
import { Walk } from './Walk';

/** Looks at a value with another node, on a walk of its own. */
type Visit = (walk: Walk, node: SchemaNode, value: unknown) => void;

/** Compares a value with the alternatives and conditions of a schema (`anyOf`, `oneOf`, `not`). */
export function checkCombined(
  walk: Walk,
  node: SchemaNode,
  value: unknown,
  visit: Visit,
): void {
  const anyOf = node.combined('anyOf');
  if (anyOf.length > 0 && !anyOf.some(part => fits(part, value, visit))) {
    walk.error('any-of', noneFits(walk, anyOf, value, visit));
  }
  const oneOf = node.combined('oneOf');
  if (oneOf.length > 0) {
    const count = oneOf.filter(part => fits(part, value, visit)).length;
    if (count === 0) {
      walk.error('one-of', noneFits(walk, oneOf, value, visit));
    } else if (count > 1) {
      walk.error('one-of', severalFit(oneOf, count, value));
    }
  }
  const [not] = node.combined('not');
  if (not && fits(not, value, visit)) {
    walk.error(
      'not',
      not.required.length > 0
        ? `must not have ${not.required.join(' and ')} at the same time`
        : `must not be ${show(value)}`,
    );
  }
}

function fits(part: SchemaNode, value: unknown, visit: Visit): boolean {
  const trial = new Walk();
  visit(trial, part, value);
  return trial.errors === 0;
}

// What the alternatives ask for, each by what it found first.
function noneFits(
  walk: Walk,
  parts: readonly SchemaNode[],
  value: unknown,
  visit: Visit,
): string {
  const fields = requiredOnly(parts);
  if (fields) {
    return `must have ${fields.join(' or ')}`;
  }
  const base = walk.here();
  const reasons = parts.map(part => {
    const trial = new Walk();
    visit(trial, part, value);
    const [first] = trial.issues;
    return first ? `${first.path ? `${first.path} ` : ''}${first.message}` : '';
  });
  const distinct = [...new Set(reasons.filter(reason => reason !== ''))];
  return distinct.length > 0
    ? `fits none of the alternatives: ${distinct.slice(0, 5).join('; or ')}`
    : `fits none of the alternatives that ${base || 'the object'} has`;
}

function severalFit(
  parts: readonly SchemaNode[],
  count: number,
  value: unknown,
): string {
  const fields = requiredOnly(parts);
  return fields
    ? `must have only one of ${fields.join(', ')}`
    : `must fit exactly one of the alternatives, but fits ${count}: ${show(
        value,
      )}`;
}

function requiredOnly(parts: readonly SchemaNode[]): string[] | undefined {
  const names = parts.map(part =>
    part.required.length > 0 ? part.required.join(' and ') : undefined,
  );
  return names.every(name => name !== undefined) ? names : undefined;
}
