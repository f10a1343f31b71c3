import { ModelEntityV1alpha1 } from '../kinds/entities';
import { findAliasCollisions, ModelSetIssue } from './findAliasCollisions';
import { findBaseIssues } from './findBaseIssues';

/**
 * Checks the rules that need all models at once: names that several claim, and bases that cannot serve their adapters.
 *
 * @returns Warnings only: no single model is wrong by itself
 * @public
 */
export function validateModelSet(
  models: readonly ModelEntityV1alpha1[],
): ModelSetIssue[] {
  return [...findAliasCollisions(models), ...findBaseIssues(models)];
}
