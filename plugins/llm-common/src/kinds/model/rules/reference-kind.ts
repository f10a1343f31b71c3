import { referenceKindFindings } from '../../../rules/references';
import { ModelRule } from './ModelRule';

export const rule: ModelRule = {
  code: 'reference-kind',
  severity: 'error',
  description:
    'Every reference has the form [kind:][namespace/]name and points to a kind that makes sense there: an owner is a Group or a User, a pool a GpuPool, a provider or a dataset a Resource, an API an API, a base or a replacement a Model.',
  check: referenceKindFindings,
};
