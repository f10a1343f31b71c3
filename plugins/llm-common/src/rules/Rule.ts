import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { Issue, IssueSeverity, Result } from '@modelyard/llm-units';
import { conform } from './conform';

/** One thing that a rule found. */
export interface RuleFinding {
  readonly path: string;
  /** Reads on after the path, as the message of an issue does. */
  readonly message: string;
}

/** A rule across the fields of an entity, which a schema cannot say. */
export interface Rule<TEntity extends Entity> {
  /** Name of the file that holds the rule, and of its fixtures. */
  readonly code: string;
  readonly severity: IssueSeverity;
  /** What the rule asks, for people. */
  readonly description: string;
  /** Runs on fields that are absent or of the type that the schema gives them; all else may be wrong. */
  check(entity: TEntity): RuleFinding[];
}

/**
 * Runs every rule, in the order of the list.
 *
 * @param schema - Schema of the entity; the rules see only what has the types that it gives
 */
export function runRules<TEntity extends Entity>(options: {
  rules: ReadonlyArray<Rule<TEntity>>;
  entity: TEntity;
  schema: JsonObject;
}): Issue[] {
  const { rules, entity, schema } = options;
  const { properties, definitions } = schema as {
    properties: { spec: JsonObject };
    definitions?: JsonObject;
  };
  const spec = conform(properties.spec, entity?.spec, definitions ?? {});
  const typed = { ...entity, spec: spec ?? {} } as TEntity;
  return rules.flatMap(({ code, severity, check }) =>
    check(typed).map(({ path, message }) => ({
      path,
      code,
      message,
      severity,
    })),
  );
}

/** What a parser of llm-units has to say of a field; nothing where the field is absent. */
export function parseFindings(
  path: string,
  value: unknown,
  parse: (value: unknown) => Result<unknown>,
): RuleFinding[] {
  if (value === undefined) {
    return [];
  }
  const result = parse(value);
  return result.ok
    ? []
    : result.issues.map(({ message }) => ({ path, message }));
}

/** The entries of a list whose key stands there before, with the place of the first. */
export function repeated<T>(
  items: ReadonlyArray<{ item: T; index: number }>,
  keyOf: (item: T) => string | undefined,
): Array<{ item: T; index: number; first: number }> {
  const seen = new Map<string, number>();
  return items.flatMap(({ item, index }) => {
    const key = keyOf(item);
    if (key === undefined) {
      return [];
    }
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, index);
      return [];
    }
    return [{ item, index, first }];
  });
}
