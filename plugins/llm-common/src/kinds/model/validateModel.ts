import { Issue } from '@modelyard/llm-units';
import { runRules } from '../../rules/Rule';
import { ModelEntityV1alpha1 } from '../entities';
import { modelSchema } from '../schemas';
import { modelRules } from './rules';

/**
 * Checks the rules across the fields of a model. They assume an entity that the schema accepts: run it first. On any other
 * input they find what they can and never throw.
 *
 * @returns What is wrong (errors) or doubtful (warnings); empty when all is well
 * @public
 */
export function validateModel(entity: ModelEntityV1alpha1): Issue[] {
  return runRules({ rules: modelRules, entity, schema: modelSchema });
}
