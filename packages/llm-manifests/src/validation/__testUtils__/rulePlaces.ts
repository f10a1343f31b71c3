import type { SchemaNode } from '../schema/SchemaNode';
import type { SchemaRule } from '../schema/SchemaRule';

/** A step from a part of a schema into what it holds. */
export type SchemaStep =
  | { readonly field: string }
  | { readonly into: 'items' | 'additional' };

/** More places of the same rule tell nothing new. */
const MOST_PLACES = 4;

/** A rule, and one place of the schema where it stands. */
export interface RulePlace {
  readonly rule: SchemaRule;
  readonly node: SchemaNode;
  readonly steps: readonly SchemaStep[];
}

/** All different rules of a schema, each with the least deep places where it stands. */
export function rulePlaces(root: SchemaNode): RulePlace[][] {
  const places = new Map<string, RulePlace[]>();
  const open: { node: SchemaNode; steps: readonly SchemaStep[] }[] = [
    { node: root, steps: [] },
  ];
  for (let entry = open.shift(); entry; entry = open.shift()) {
    const { node, steps } = entry;
    for (const holder of [node, ...node.combined('allOf')]) {
      for (const rule of holder.rules) {
        const known = places.get(rule.rule) ?? [];
        places.set(rule.rule, known);
        if (known.length < MOST_PLACES) {
          known.push({ rule, node, steps });
        }
      }
    }
    for (const name of node.propertyNames) {
      const field = node.property(name);
      if (field && name !== 'status') {
        open.push({ node: field, steps: [...steps, { field: name }] });
      }
    }
    for (const into of ['items', 'additional'] as const) {
      const child = node[into];
      if (child) {
        open.push({ node: child, steps: [...steps, { into }] });
      }
    }
  }
  return [...places.values()];
}
