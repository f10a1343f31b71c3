import { LlmFinding, LlmManifestsCheck } from '@modelyard/plugin-llm-common';

/** A check that begins with what is to be said of the change as a whole. */
export function withFindings(
  check: LlmManifestsCheck,
  options: { warnings: readonly string[]; notes?: readonly string[] },
): LlmManifestsCheck {
  const { warnings, notes = [] } = options;
  const as =
    (severity: LlmFinding['severity']) =>
    (message: string): LlmFinding => ({ severity, message });
  return {
    ...check,
    findings: [
      ...warnings.map(as('warning')),
      ...notes.map(as('info')),
      ...check.findings,
    ],
  };
}
