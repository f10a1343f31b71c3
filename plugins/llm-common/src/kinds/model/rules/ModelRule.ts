import { Rule } from '../../../rules/Rule';
import { ModelEntityV1alpha1 } from '../../entities';

/** A rule across the fields of a model. */
export type ModelRule = Rule<ModelEntityV1alpha1>;
