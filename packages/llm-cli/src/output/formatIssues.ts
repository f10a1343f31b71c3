import { formatIssue, Issue } from '@modelyard/llm-units';

/** Issues as lines for people: how bad, where, what, and the rule to look up. */
export function formatIssues(issues: readonly Issue[], file?: string): string {
  return issues
    .map(
      issue =>
        `${issue.severity}: ${file ? `${file}: ` : ''}${formatIssue(issue)} (${
          issue.code
        })\n`,
    )
    .join('');
}

/** Whether something is wrong, and not only doubtful. */
export function hasErrors(issues: readonly Issue[]): boolean {
  return issues.some(({ severity }) => severity === 'error');
}
