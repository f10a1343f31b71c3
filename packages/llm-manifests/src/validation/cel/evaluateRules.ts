import type { CelInput } from '@bufbuild/cel';
import { parseFieldPath } from '../paths';
import type { SchemaRule } from '../schema/SchemaRule';
import { show } from '../structure/show';
import type { Walk } from '../structure/Walk';
import { opaque } from './opaque';
import { plainOf } from './plainOf';
import { compileExpression, type Outcome } from './programs';

const LONGEST = 300;

/** Codes of issues by the reason that a rule gives. */
const CODES: Readonly<Record<string, string>> = {
  FieldValueInvalid: 'rule',
  FieldValueForbidden: 'rule-forbidden',
  FieldValueRequired: 'rule-required',
  FieldValueDuplicate: 'rule-duplicate',
};

/**
 * Evaluates the rules that stand at one place of a schema. A rule that fails to evaluate rejects the object, as in a cluster; a rule
 * that cannot be read here is a warning.
 */
export function evaluateRules(options: {
  walk: Walk;
  rules: readonly SchemaRule[];
  self: CelInput;
  oldSelf: CelInput | undefined;
}): void {
  const { walk, rules, self, oldSelf } = options;
  for (const rule of rules) {
    if (rule.transition && !rule.optionalOldSelf && oldSelf === undefined) {
      continue;
    }
    const program = compileExpression(rule.rule);
    if (!program.ok) {
      walk.rulesSkipped += 1;
      walk.warning(
        'not-checked',
        `has a rule that cannot be read here: ${program.error}`,
        rule.rule,
      );
      continue;
    }
    const variables = {
      self,
      ...(rule.transition && { oldSelf: oldSelfOf(rule, oldSelf) }),
    };
    const outcome = program.evaluate(variables);
    const passed = outcome.ok && outcome.value === true;
    walk.rulesEvaluated += 1;
    walk.onRule?.({ rule: rule.rule, path: walk.here(), passed });
    if (!passed) {
      report(walk, rule, outcome, variables);
    }
  }
}

function oldSelfOf(rule: SchemaRule, oldSelf: CelInput | undefined): CelInput {
  if (!rule.optionalOldSelf) {
    return oldSelf ?? null;
  }
  const program = compileExpression('optional.of(value)');
  const outcome =
    oldSelf === undefined || !program.ok
      ? undefined
      : program.evaluate({ value: oldSelf });
  return outcome?.ok ? outcome.value : opaque('optional');
}

function report(
  walk: Walk,
  rule: SchemaRule,
  outcome: Outcome,
  variables: Record<string, CelInput>,
): void {
  const why = outcome.ok
    ? ''
    : `; it cannot even be evaluated: ${outcome.error}`;
  const oneLine = rule.rule.replace(/\s+/g, ' ').trim();
  // The whole rule is in the issue; some are longer than a screen.
  const text =
    oneLine.length > LONGEST ? `${oneLine.slice(0, LONGEST)}…` : oneLine;
  walk.error(
    CODES[rule.reason ?? ''] ?? 'rule',
    `breaks a rule of the schema: ${messageOf(
      rule,
      variables,
    )} (rule: ${text}; value: ${show(plainOf(variables.self))}${why})`,
    {
      below: rule.fieldPath === undefined ? [] : parseFieldPath(rule.fieldPath),
      rule: rule.rule,
    },
  );
}

function messageOf(
  rule: SchemaRule,
  variables: Record<string, CelInput>,
): string {
  if (rule.messageExpression !== undefined) {
    const program = compileExpression(rule.messageExpression);
    const outcome = program.ok ? program.evaluate(variables) : undefined;
    if (
      outcome?.ok &&
      typeof outcome.value === 'string' &&
      outcome.value.trim() !== ''
    ) {
      return outcome.value;
    }
  }
  return rule.message ?? 'it must hold';
}
