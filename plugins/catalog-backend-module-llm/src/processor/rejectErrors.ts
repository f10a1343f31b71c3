import { InputError } from '@backstage/errors';
import { Issue } from '@modelyard/llm-units';

/**
 * Stops the processing of an entity that has errors. Warnings pass.
 *
 * @throws InputError whose message has one line per error, so that a person
 *   sees all of them at once in the catalog's processing errors.
 */
export function rejectErrors(issues: readonly Issue[]): void {
  const errors = issues.filter(issue => issue.severity === 'error');
  if (errors.length) {
    throw new InputError(errors.map(describeIssue).join('\n'));
  }
}

/** One issue as people read it: where, why, and the code to look up. */
function describeIssue(issue: Issue): string {
  const where = issue.path ? `${issue.path}: ` : '';
  return `${where}${issue.message} (${issue.code})`;
}
