/**
 * How much an {@link Issue} matters: an error rejects the input, a warning lets it pass and is shown.
 *
 * @public
 */
export type IssueSeverity = 'error' | 'warning';

/**
 * One thing that is wrong with an input, as a value: pure code returns issues, its callers decide what to throw.
 *
 * @public
 */
export interface Issue {
  /** Where it is, such as `spec.versions[0].name`; empty for the input as a whole. */
  path: string;
  /** Stable name of the rule that was broken, in lower case with hyphens. */
  code: string;
  /** What is wrong and why. It reads on after the path: `must not be before deprecatedOn (2027-01-01), but is 2026-12-31`. */
  message: string;
  /** Whether it rejects the input or only warns. */
  severity: IssueSeverity;
}

/**
 * Writes an issue as one line of text: the path and what is wrong there.
 *
 * @public
 */
export function formatIssue(issue: Pick<Issue, 'path' | 'message'>): string {
  return issue.path ? `${issue.path} ${issue.message}` : issue.message;
}
