import { Issue } from '@modelyard/llm-units';
import { runRules } from '../../rules/Rule';
import { GpuPoolEntityV1alpha1 } from '../entities';
import { gpuPoolSchema } from '../schemas';
import { gpuPoolRules } from './rules';

/**
 * Checks the rules across the fields of a pool. They assume an entity that the schema accepts: run it first. On any other
 * input they find what they can and never throw.
 *
 * @returns What is wrong (errors) or doubtful (warnings); empty when all is well
 * @public
 */
export function validateGpuPool(entity: GpuPoolEntityV1alpha1): Issue[] {
  return runRules({ rules: gpuPoolRules, entity, schema: gpuPoolSchema });
}
