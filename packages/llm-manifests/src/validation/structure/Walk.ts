import { formatPath, type PathStep } from '../paths';
import type { ValidationIssue } from '../ValidationIssue';

/**
 * What became of one CEL rule at one place of an object.
 *
 * @public
 */
export interface RuleResult {
  /** Text of the rule. */
  readonly rule: string;
  /** Where in the object it was evaluated, such as `spec.rules[0]`; empty for the object as a whole. */
  readonly path: string;
  /** Whether it held. A rule that could not be evaluated did not. */
  readonly passed: boolean;
}

/** More would help nobody, and an object of a million faults would take a million texts. */
const MOST_ISSUES = 200;

/** The state of one comparison of an object with its schema: where it is, and what it found. */
export class Walk {
  readonly issues: ValidationIssue[] = [];
  readonly path: PathStep[] = [];
  /** Count of errors; it goes on where issues are no longer kept. */
  errors = 0;
  /** Count of those errors that say that a value has the wrong form, and not that it breaks a rule. */
  faults = 0;
  rulesEvaluated = 0;
  rulesSkipped = 0;
  readonly onRule: ((result: RuleResult) => void) | undefined;

  constructor(options: { onRule?: (result: RuleResult) => void } = {}) {
    this.onRule = options.onRule;
  }

  /** Notes an error here, or at a field below. */
  error(
    code: string,
    message: string,
    at: { readonly below?: readonly PathStep[]; readonly rule?: string } = {},
  ): void {
    this.errors += 1;
    this.faults += at.rule === undefined ? 1 : 0;
    this.#add({ code, message, severity: 'error' }, at);
  }

  /** Notes a warning here. */
  warning(code: string, message: string, rule?: string): void {
    this.#add({ code, message, severity: 'warning' }, { rule });
  }

  /** The path of where the walk is. */
  here(below: readonly PathStep[] = []): string {
    return formatPath([...this.path, ...below]);
  }

  #add(
    issue: Omit<ValidationIssue, 'path' | 'rule'>,
    at: { readonly below?: readonly PathStep[]; readonly rule?: string },
  ): void {
    if (this.issues.length < MOST_ISSUES) {
      this.issues.push({
        path: this.here(at.below),
        ...issue,
        ...(at.rule !== undefined && { rule: at.rule }),
      });
    }
  }
}
