import type { LlmChangeCheck, LlmFinding } from '@modelyard/plugin-llm-common';

/** What was found about the lines of one file, by their number from 1. */
export type FindingsByLine = ReadonlyMap<number, readonly LlmFinding[]>;

/** What checks found about lines of files, by the path of the file. */
export function findingsByLine(
  checks: readonly LlmChangeCheck[],
): ReadonlyMap<string, FindingsByLine> {
  const byPath = new Map<string, Map<number, LlmFinding[]>>();
  for (const finding of checks.flatMap(({ findings }) => findings)) {
    const { path, line } = finding;
    if (path !== undefined && line !== undefined) {
      const byLine = byPath.get(path) ?? new Map<number, LlmFinding[]>();
      byLine.set(line, [...(byLine.get(line) ?? []), finding]);
      byPath.set(path, byLine);
    }
  }
  return byPath;
}
