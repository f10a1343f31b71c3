import {
  compiledKind,
  type CompiledKind,
  type SchemaSet,
} from './createSchemaSet';
import { checkOwnRules } from './rules';
import { isRecord } from './schema/rawSchema';
import type { KnownKind } from './schema/SchemaSource';
import { applyDefaults } from './structure/applyDefaults';
import { checkObjectMeta } from './structure/checkObjectMeta';
import { readJson } from './structure/readJson';
import { show } from './structure/show';
import { visit } from './structure/visit';
import { Walk, type RuleResult } from './structure/Walk';
import type { ValidationIssue } from './ValidationIssue';

/**
 * What came of comparing an object with the schema of its kind.
 *
 * @public
 */
export type ObjectValidation =
  | {
      /** There was a schema, and the object was compared with it. */
      state: 'checked';
      /** What is wrong; without an error among them a cluster with these schemas takes the object. */
      issues: ValidationIssue[];
      /** The object as a cluster would keep it: with the defaults of its schema, without nulls that mean nothing. */
      defaulted: unknown;
      /** How many CEL rules of the schema were evaluated. */
      rulesEvaluated: number;
      /** How many CEL rules were left out because the part of the object that they speak of was already wrong. */
      rulesSkipped: number;
    }
  | {
      /** Nobody knows whether the object is right. */
      state: 'not-checked';
      /** Why, such as `not checked: no schema for example.com/v1 Widget`. */
      reason: string;
      /** What our own rules found all the same. */
      issues: ValidationIssue[];
    };

/**
 * Compares an object with the schema of its kind as the API server does: fields and their types, defaults, the CEL rules of its
 * CustomResourceDefinition; and with what admission webhooks and Kubernetes itself check beyond any schema, as far as our own rules
 * know it. Never throws, whatever the object is.
 *
 * @param options - `object`: the object; `schemas`: the schemas; `oldObject`: the object as it is in the cluster, so
 *   that rules about changes can run; `bundle`: the objects that are sent along with it; rules that compare several
 *   look there; `onRule`: is told of each CEL rule that was evaluated
 *
 * @public
 */
export function validateObject(options: {
  object: unknown;
  schemas: SchemaSet;
  oldObject?: unknown;
  bundle?: readonly unknown[];
  onRule?: (result: RuleResult) => void;
}): ObjectValidation {
  const { schemas, bundle = [] } = options;
  const { value: object, issues } = readJson(options.object);
  const kind = kindOf(object, issues);
  if (!kind || !isRecord(object)) {
    return checked(issues, object);
  }
  const old = readJson(options.oldObject);
  const oldObject = isRecord(old.value) ? old.value : undefined;
  const name = [kind.group, kind.version].filter(Boolean).join('/');
  const found = compiledKind(schemas, kind);
  if (found === undefined || typeof found === 'string') {
    const versions = schemas.versionsOf(kind.group, kind.kind);
    if (found === undefined && versions.length > 0) {
      return checked(
        [
          ...issues,
          {
            path: 'apiVersion',
            code: 'unknown-version',
            message: `must name a version that the cluster knows: ${
              kind.kind
            } of ${kind.group || 'the core group'} has ${versions.join(
              ', ',
            )}, not ${kind.version}`,
            severity: 'error',
          },
        ],
        object,
      );
    }
    return {
      state: 'not-checked',
      reason:
        found === undefined
          ? `not checked: no schema for ${name} ${kind.kind}`
          : `not checked: the schema for ${name} ${kind.kind} cannot be read: ${found}`,
      issues: [
        ...issues,
        ...checkOwnRules({ object, kind, oldObject, bundle }),
      ],
    };
  }
  const walk = new Walk({ onRule: options.onRule });
  // What is too large or too deep is not looked at any further.
  if (issues.every(({ code }) => code === 'not-json')) {
    applyDefaults(found.root, object);
    if (oldObject) {
      applyDefaults(found.root, oldObject);
    }
    checkVersion(walk, found);
    visitRoot(walk, found, object, oldObject);
  }
  return {
    ...checked(
      [
        ...issues,
        ...withoutRepeats(walk.issues, issues),
        ...checkOwnRules({ object, kind, oldObject, bundle }),
      ],
      object,
    ),
    rulesEvaluated: walk.rulesEvaluated,
    rulesSkipped: walk.rulesSkipped,
  };
}

/**
 * Issues that say something new: not what follows from a value that could not be read, nor the type of a value a second
 * time, which the schema of a kind may ask for as well as the API server.
 */
function withoutRepeats(
  issues: readonly ValidationIssue[],
  unread: readonly ValidationIssue[],
): ValidationIssue[] {
  const seen = new Set(unread.map(({ path }) => path));
  return issues.filter(({ path, code, rule }) => {
    if (seen.has(path) || (rule !== undefined && unread.length > 0)) {
      return false;
    }
    const key = `${code} ${path}`;
    const isRepeat = code === 'wrong-type' && seen.has(key);
    seen.add(key);
    return !isRepeat;
  });
}

function checked(
  issues: ValidationIssue[],
  defaulted: unknown,
): Extract<ObjectValidation, { state: 'checked' }> {
  return {
    state: 'checked',
    issues,
    defaulted,
    rulesEvaluated: 0,
    rulesSkipped: 0,
  };
}

function kindOf(
  object: unknown,
  issues: ValidationIssue[],
): KnownKind | undefined {
  if (!isRecord(object)) {
    if (issues.length === 0) {
      issues.push({
        path: '',
        code: 'wrong-type',
        message: `must be an object of Kubernetes, but is ${show(object)}`,
        severity: 'error',
      });
    }
    return undefined;
  }
  for (const field of ['apiVersion', 'kind']) {
    const value = object[field];
    if (typeof value !== 'string' || value === '') {
      issues.push({
        path: field,
        code: 'missing-field',
        message:
          'must be there, as a text: it says what kind of object this is',
        severity: 'error',
      });
    }
  }
  if (
    typeof object.apiVersion !== 'string' ||
    typeof object.kind !== 'string' ||
    !object.apiVersion ||
    !object.kind
  ) {
    return undefined;
  }
  const slash = object.apiVersion.indexOf('/');
  return {
    group: slash < 0 ? '' : object.apiVersion.slice(0, slash),
    version: object.apiVersion.slice(slash + 1),
    kind: object.kind,
  };
}

function checkVersion(walk: Walk, { schema }: CompiledKind): void {
  walk.path.push('apiVersion');
  if (!schema.served) {
    walk.error(
      'version-not-served',
      `names a version that clusters no longer answer for: ${schema.version}`,
    );
  }
  if (schema.deprecation !== undefined) {
    walk.warning(
      'deprecated-version',
      `names a deprecated version: ${schema.deprecation}`,
    );
  }
  walk.path.pop();
}

function visitRoot(
  walk: Walk,
  { schema, root }: CompiledKind,
  object: Readonly<Record<string, unknown>>,
  old: Readonly<Record<string, unknown>> | undefined,
): void {
  checkObjectMeta(walk, object.metadata, schema);
  if (
    schema.namespaced === false &&
    isRecord(object.metadata) &&
    object.metadata.namespace
  ) {
    walk.path.push('metadata', 'namespace');
    walk.warning(
      'cluster-scoped',
      `means nothing: objects of the kind ${schema.kind} belong to the whole cluster`,
    );
    walk.path.length -= 2;
  }
  visit(walk, root, object, { wantsCel: false, closed: true, root: true, old });
}
