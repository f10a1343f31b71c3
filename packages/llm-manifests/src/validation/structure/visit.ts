import type { CelInput } from '@bufbuild/cel';
import { celOfList, celOfObject, celOfScalar } from '../cel/celValues';
import { evaluateRules } from '../cel/evaluateRules';
import { parseQuantity } from '../formats/quantities';
import { isRecord } from '../schema/rawSchema';
import type { SchemaNode } from '../schema/SchemaNode';
import { alignOld } from './alignOld';
import { checkCombined } from './checkCombined';
import { checkFields, isTypeMeta, unknownField } from './checkFields';
import { checkList, listKey } from './checkList';
import { checkNumber } from './checkNumber';
import { checkText } from './checkText';
import { oneOf, show } from './show';
import { expected, hasType, isListed, isTyped } from './valueTypes';
import type { Walk } from './Walk';

/** What a look at a value gives back beside its issues: the value as CEL sees it, where somebody above asked for it. */
interface Visited {
  readonly cel: CelInput | undefined;
}

interface VisitOptions {
  /** The value before the change, where one is known to correspond to this one. */
  readonly old?: unknown;
  /** Whether a rule further up needs the value. */
  readonly wantsCel: boolean;
  /** Whether fields that the schema does not name are errors: they are not where it only sets conditions. */
  readonly closed: boolean;
  /** Whether this is a whole object, with `apiVersion`, `kind` and `metadata`. */
  readonly root?: boolean;
}

const CONDITION: VisitOptions = { wantsCel: false, closed: false };
const NOTHING: Visited = { cel: undefined };

/** Compares a value with a node: its type, its fields, what is in it, and then the rules that stand here. */
export function visit(
  walk: Walk,
  node: SchemaNode,
  value: unknown,
  options: VisitOptions,
): Visited {
  if (value === null) {
    if (!node.nullable && isTyped(node)) {
      walk.error('wrong-type', `must be ${expected(node)}, but is null`);
    }
    return { cel: null };
  }
  if (!hasType(node, value)) {
    walk.error(
      'wrong-type',
      `must be ${expected(node)}, but is ${show(value)}`,
    );
    return NOTHING;
  }
  // The name belongs to the whole object, and was looked at before.
  const before = options.root ? 0 : walk.faults;
  if (node.enumeration && !isListed(node.enumeration, value)) {
    walk.error(
      'enum',
      `must be ${oneOf(node.enumeration)}, but is ${show(value)}`,
    );
  }
  const wantsCel =
    options.wantsCel || node.rules.length > 0 || hasRulesInAll(node);
  const { old } = options;
  const cel = visitContent(walk, node, value, { ...options, wantsCel });
  checkCombined(walk, node, value, (trial, part, item) =>
    visit(trial, part, item, CONDITION),
  );
  for (const part of node.combined('allOf')) {
    visit(walk, part, value, CONDITION);
    runRules({ walk, holder: part, typed: node, cel, value, old, before });
  }
  runRules({ walk, holder: node, typed: node, cel, value, old, before });
  return { cel };
}

// Rules of conditions (`allOf`) see the value by the types of the schema that they belong to.
function hasRulesInAll(node: SchemaNode): boolean {
  return node.combined('allOf').some(part => part.rules.length > 0);
}

function runRules(options: {
  walk: Walk;
  holder: SchemaNode;
  typed: SchemaNode;
  cel: CelInput | undefined;
  value: unknown;
  old: unknown;
  before: number;
}): void {
  const { walk, holder, typed, cel, value, old, before } = options;
  if (holder.rules.length === 0 || cel === undefined) {
    return;
  }
  if (walk.faults > before) {
    // A rule that meets a value of the wrong form only says so in worse words.
    walk.rulesSkipped += holder.rules.length;
    return;
  }
  const compares =
    old !== undefined && holder.rules.some(rule => rule.transition);
  evaluateRules({
    walk,
    rules: holder.rules,
    self: cel,
    oldSelf: compares ? celOf(typed, alignOld(typed, value, old)) : undefined,
  });
}

/** A value as CEL sees it, without looking for faults. */
function celOf(node: SchemaNode, value: unknown): CelInput | undefined {
  if (Array.isArray(value)) {
    return celOfList(value.map(item => node.items && celOf(node.items, item)));
  }
  if (isRecord(value)) {
    return celOfObject(
      node,
      Object.entries(value).map(([name, item]) => {
        const field = node.field(name);
        return [name, field && celOf(field, item)] as const;
      }),
    );
  }
  return celOfScalar(node, value);
}

function visitContent(
  walk: Walk,
  node: SchemaNode,
  value: unknown,
  options: VisitOptions,
): CelInput | undefined {
  if (typeof value === 'string') {
    checkText(walk, node, value);
    if (node.isQuantity && parseQuantity(value) === undefined) {
      walk.error(
        'format',
        `must be an amount such as 500m, 8 or 64Gi, but is ${show(value)}`,
      );
    }
  } else if (typeof value === 'number') {
    checkNumber(walk, node, value);
  } else if (Array.isArray(value)) {
    return visitList(walk, node, value, options);
  } else if (isRecord(value)) {
    return visitObject(walk, node, value, options);
  }
  return options.wantsCel ? celOfScalar(node, value) : undefined;
}

function visitList(
  walk: Walk,
  node: SchemaNode,
  list: readonly unknown[],
  options: VisitOptions,
): CelInput | undefined {
  checkList(walk, node, list);
  const { items } = node;
  const cels: Array<CelInput | undefined> = [];
  const oldItems = correlated(node, list, options.old);
  for (const [index, item] of list.entries()) {
    walk.path.push(index);
    const { cel } = items
      ? visit(walk, items, item, {
          wantsCel: options.wantsCel,
          closed: options.closed,
          old: oldItems?.[index],
        })
      : NOTHING;
    cels.push(cel);
    walk.path.pop();
  }
  return options.wantsCel ? celOfList(cels) : undefined;
}

// Only the items of a list with keys have a past: in any other list nobody knows which item was which.
function correlated(
  node: SchemaNode,
  list: readonly unknown[],
  old: unknown,
): readonly unknown[] | undefined {
  if (node.listType !== 'map' || !Array.isArray(old)) {
    return undefined;
  }
  const byKey = new Map(old.map(item => [listKey(node, item), item] as const));
  return list.map(item => byKey.get(listKey(node, item)));
}

function visitObject(
  walk: Walk,
  node: SchemaNode,
  object: Readonly<Record<string, unknown>>,
  options: VisitOptions,
): CelInput | undefined {
  const root = options.root === true;
  checkFields(walk, node, object, { root });
  const entries: Array<readonly [string, CelInput | undefined]> = [];
  const isObject = root || node.embedded;
  const closed = options.closed && node.closed;
  const old = isRecord(options.old) ? options.old : undefined;
  for (const name of Object.keys(object)) {
    const field = node.field(name);
    const isMetadata = isObject && name === 'metadata';
    walk.path.push(name);
    if (field) {
      // A schema may ask more of a name than the API server does; the rest of `metadata` is the API server's own.
      const { cel } = visit(walk, field, object[name], {
        wantsCel: options.wantsCel,
        closed: options.closed && !isMetadata,
        old: old && Object.hasOwn(old, name) ? old[name] : undefined,
      });
      entries.push([name, cel]);
    } else if (closed && !(isObject && isTypeMeta(name))) {
      walk.error('unknown-field', unknownField(node, name));
    }
    walk.path.pop();
  }
  return options.wantsCel
    ? celOfObject(node, entries, isObject ? object : undefined)
    : undefined;
}
