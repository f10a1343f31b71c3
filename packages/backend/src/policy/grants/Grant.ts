import { LlmRole } from '@modelyard/plugin-llm-common';
import { Permission } from '@backstage/plugin-permission-common';

/**
 * Who holds a permission. The role `owner` holds it for the resources that are
 * theirs; every other role holds it for all.
 */
export interface Grant {
  readonly permission: Permission;
  readonly roles: readonly LlmRole[];
}

/** Everybody who is signed in. */
export const EVERYONE: readonly LlmRole[] = ['member', 'reviewer'];
