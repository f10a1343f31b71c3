/**
 * Roles and permission helpers of the llm plugin, for policy authors and
 * backend modules.
 *
 * @packageDocumentation
 */

export * from './decideLlmPermission';
export * from './roles';
