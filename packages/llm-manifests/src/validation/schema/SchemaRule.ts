import { isRecord, listOf, textOf } from './rawSchema';

/** One entry of `x-kubernetes-validations`. */
export interface SchemaRule {
  readonly rule: string;
  readonly message: string | undefined;
  readonly messageExpression: string | undefined;
  /** Where the error belongs, below the value that the rule stands at. */
  readonly fieldPath: string | undefined;
  readonly reason: string | undefined;
  /** Whether the rule runs without an old object, and gets it as an optional value. */
  readonly optionalOldSelf: boolean;
  /** Whether the rule speaks of the object before the change. */
  readonly transition: boolean;
}

/** Reads the rules of a part of a schema; what is no rule is passed over. */
export function readRules(raw: unknown): readonly SchemaRule[] {
  return listOf(raw)
    .filter(isRecord)
    .flatMap(entry => {
      const rule = textOf(entry.rule);
      return rule === undefined
        ? []
        : [
            {
              rule,
              message: textOf(entry.message),
              messageExpression: textOf(entry.messageExpression),
              fieldPath: textOf(entry.fieldPath),
              reason: textOf(entry.reason),
              optionalOldSelf: entry.optionalOldSelf === true,
              transition: /\boldSelf\b/.test(rule),
            },
          ];
    });
}
