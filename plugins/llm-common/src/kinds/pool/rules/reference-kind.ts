import { referenceKindFindings } from '../../../rules/references';
import { GpuPoolRule } from './GpuPoolRule';

export const rule: GpuPoolRule = {
  code: 'reference-kind',
  severity: 'error',
  description:
    'Every reference has the form [kind:][namespace/]name and points to a kind that makes sense there: an owner is a Group or a User, a quota belongs to a Group.',
  check: referenceKindFindings,
};
