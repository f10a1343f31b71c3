import type { Issue } from '@modelyard/llm-units';

/**
 * An issue that a schema or one of its rules found in an object.
 *
 * @public
 */
export interface ValidationIssue extends Issue {
  /** The CEL text of the rule that was broken, where a CEL rule broke. */
  rule?: string;
}
