import type { ValidationIssue } from '../ValidationIssue';
import type { Rule, RuleSubject } from './Rule';

/** All rules of our own. A test asserts that every file of this folder is here. */
export const rules: readonly Rule[] = [];

/** What our own rules say of an object. */
export function checkOwnRules(subject: RuleSubject): ValidationIssue[] {
  return rules
    .filter(rule => rule.appliesTo(subject.kind))
    .flatMap(rule =>
      rule.check(subject).map(finding => ({
        ...finding,
        code: rule.code,
        severity: 'error' as const,
      })),
    );
}
