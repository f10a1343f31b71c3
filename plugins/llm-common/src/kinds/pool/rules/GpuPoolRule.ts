import { Rule } from '../../../rules/Rule';
import { GpuPoolEntityV1alpha1 } from '../../entities';

/** A rule across the fields of a pool. */
export type GpuPoolRule = Rule<GpuPoolEntityV1alpha1>;
