import { InputError } from '@backstage/errors';
import { formatIssue, Issue, Result } from '@modelyard/llm-units';

/** Ends an action with every error, one a line, so that a person mends all of them at once. */
export function fail(what: string, issues: readonly Issue[]): never {
  const errors = issues.filter(({ severity }) => severity === 'error');
  throw new InputError(
    `${what}:\n${errors.map(issue => `- ${formatIssue(issue)}`).join('\n')}`,
  );
}

/** The value of a result; ends the action where there is none. */
export function valueOf<T>(what: string, result: Result<T>): T {
  return result.ok ? result.value : fail(what, result.issues);
}

/** What a person should know though it stops nothing. */
export function warningsOf(issues: readonly Issue[]): string[] {
  return issues
    .filter(({ severity }) => severity === 'warning')
    .map(formatIssue);
}
