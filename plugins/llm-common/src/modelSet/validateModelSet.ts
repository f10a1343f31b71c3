import { GpuPoolEntityV1alpha1, ModelEntityV1alpha1 } from '../kinds/entities';
import { findAliasCollisions, ModelSetIssue } from './findAliasCollisions';
import { findBaseIssues } from './findBaseIssues';
import { findPoolIssues } from './findPoolIssues';

/**
 * Checks the rules that need all models and pools at once: names that several claim, bases that cannot serve their
 * adapters, and deployments on pools that do not exist.
 *
 * @returns Warnings only: no single model is wrong by itself
 * @public
 */
export function validateModelSet(options: {
  models: readonly ModelEntityV1alpha1[];
  pools: readonly GpuPoolEntityV1alpha1[];
}): ModelSetIssue[] {
  const { models, pools } = options;
  return [
    ...findAliasCollisions(models),
    ...findBaseIssues(models),
    ...findPoolIssues(models, pools),
  ];
}
