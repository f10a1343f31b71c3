import { Issue } from '@modelyard/llm-units';

/** Issues of a part of an input, with its place before their paths. */
export function under(path: string, issues: readonly Issue[]): Issue[] {
  return issues.map(issue => ({
    ...issue,
    path: [path, issue.path].filter(Boolean).join('.'),
  }));
}
