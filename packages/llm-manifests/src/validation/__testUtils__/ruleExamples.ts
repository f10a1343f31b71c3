import { compiledKind, type SchemaSet } from '../createSchemaSet';
import { get } from '../rules/support/read';
import type { SchemaNode } from '../schema/SchemaNode';
import { applyDefaults } from '../structure/applyDefaults';
import { visit } from '../structure/visit';
import { Walk } from '../structure/Walk';
import { validateObject } from '../validateObject';
import { Generator, hintsOf, seeded } from './generate';
import { parseKind } from './renderedKinds';
import { rulePlaces, type RulePlace, type SchemaStep } from './rulePlaces';

const ATTEMPTS = 600;
const NO_HINTS = hintsOf('');

/** An object for which a rule holds, and one for which it does not; `undefined` where the search found none. */
interface RuleExamples {
  readonly rule: string;
  readonly accepted: Example | undefined;
  readonly rejected: Example | undefined;
}

/** An object, and what it was before the change where the rule is about changes. */
interface Example {
  readonly object: unknown;
  readonly oldObject: unknown;
}

/** Looks for examples of every rule of a kind, by values that fit the schema around each rule. */
export function findRuleExamples(
  schemas: SchemaSet,
  kindName: string,
): RuleExamples[] {
  const { apiVersion, kind, ...rest } = parseKind(kindName);
  const compiled = compiledKind(schemas, { ...rest, kind });
  if (!compiled || typeof compiled === 'string') {
    throw new Error(`no schema for ${kindName}`);
  }
  const { root } = compiled;
  return rulePlaces(root).map((places, index) => {
    const examples: { accepted?: Example; rejected?: Example } = {};
    for (const place of places) {
      const found = search(place, seeded(index + 1));
      const whole = (value: Pair | undefined): Example | undefined => {
        if (!value) {
          return undefined;
        }
        const wrap = (part: unknown) => ({
          ...(build(root, place.steps, part, seeded(7)) as object),
          apiVersion,
          kind,
          metadata: {
            namespace: 'team-a',
            ...metadataOf(place, part),
          },
        });
        return {
          object: wrap(value.value),
          oldObject: value.old === undefined ? undefined : wrap(value.old),
        };
      };
      examples.accepted ??= confirmed(
        schemas,
        whole(found.accepted),
        place,
        true,
      );
      examples.rejected ??= confirmed(
        schemas,
        whole(found.rejected),
        place,
        false,
      );
      if (examples.accepted && examples.rejected) {
        break;
      }
    }
    return {
      rule: places[0].rule.rule,
      accepted: examples.accepted,
      rejected: examples.rejected,
    };
  });
}

// A rule about the whole object may be about its name.
function metadataOf(place: RulePlace, part: unknown): object {
  const name = place.steps.length === 0 ? get(part, 'metadata', 'name') : 'a';
  return { name };
}

interface Pair {
  readonly value: unknown;
  readonly old: unknown;
}

function search(
  { rule, node, steps }: RulePlace,
  random: () => number,
): { accepted?: Pair; rejected?: Pair } {
  const generator = new Generator({ random, hints: hintsOf(rule.rule) });
  const found: { accepted?: Pair; rejected?: Pair } = {};
  for (
    let attempt = 0;
    attempt < ATTEMPTS && !(found.accepted && found.rejected);
    attempt += 1
  ) {
    const value = named(
      generator.value(node),
      rule,
      steps.length === 0,
      attempt,
    );
    const other = attempt % 2 === 0 ? value : generator.value(node);
    const old = rule.transition ? structuredClone(other) : undefined;
    const outcome = evaluate(node, rule.rule, value, old, steps.length === 0);
    if (outcome === true) {
      found.accepted ??= { value, old };
    } else if (outcome === false) {
      found.rejected ??= { value, old };
    }
  }
  return found;
}

// Every other object is called what the rule speaks of.
function named(
  value: unknown,
  { rule }: RulePlace['rule'],
  root: boolean,
  attempt: number,
): unknown {
  const [text = 'a'] = attempt % 2 === 0 ? [] : hintsOf(rule).texts;
  return root ? { ...(value as object), metadata: { name: text } } : value;
}

// Whether a rule holds for a value; `undefined` where it did not come to that.
function evaluate(
  node: SchemaNode,
  rule: string,
  value: unknown,
  old: unknown,
  root: boolean,
): boolean | undefined {
  const defaulted = structuredClone(value);
  applyDefaults(node, defaulted);
  applyDefaults(node, old);
  let outcome: boolean | undefined;
  const walk = new Walk({
    onRule: result => {
      if (result.rule === rule && result.path === '') {
        outcome = result.passed;
      }
    },
  });
  visit(walk, node, defaulted, { wantsCel: false, closed: true, old, root });
  return outcome;
}

// The least object around a value.
function build(
  node: SchemaNode,
  steps: readonly SchemaStep[],
  value: unknown,
  random: () => number,
): unknown {
  const [step, ...rest] = steps;
  if (!step) {
    return value;
  }
  if ('into' in step) {
    const child = node[step.into];
    const inner = child && build(child, rest, value, random);
    return step.into === 'items' ? [inner] : { a: inner };
  }
  const generator = new Generator({ random, hints: NO_HINTS });
  const object: Record<string, unknown> = {};
  for (const name of node.required) {
    const field = node.property(name);
    if (field && !['apiVersion', 'kind', 'metadata'].includes(name)) {
      object[name] = generator.value(field);
    }
  }
  const child = node.property(step.field);
  object[step.field] = child && build(child, rest, value, random);
  return object;
}

function confirmed(
  schemas: SchemaSet,
  example: Example | undefined,
  { rule }: RulePlace,
  passes: boolean,
): Example | undefined {
  if (!example) {
    return undefined;
  }
  let seen = false;
  const result = validateObject({
    ...example,
    schemas,
    onRule: outcome => {
      seen ||= outcome.rule === rule.rule && outcome.passed === passes;
    },
  });
  const reported =
    passes || result.issues.some(issue => issue.rule === rule.rule);
  return seen && reported ? example : undefined;
}
