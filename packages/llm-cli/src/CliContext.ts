/** What a command is run with. */
export interface CliContext {
  /** Results, for people or for the next program. */
  readonly stdout: (text: string) => void;
  /** What is said about the work: errors, warnings, what was not checked. */
  readonly stderr: (text: string) => void;
}

/**
 * How a command ended, as the program's exit code.
 *
 * - `ok`: nothing is wrong.
 * - `findings`: it was done, and something is wrong with the input.
 * - `usage`: it could not be done, such as for a file that does not exist.
 */
export const EXIT = { ok: 0, findings: 1, usage: 2 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Something that the caller has to change before the command can be run. */
export class UsageError extends Error {}
