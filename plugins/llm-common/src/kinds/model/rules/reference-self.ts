import { selfReferenceFindings } from '../../../rules/references';
import { ModelRule } from './ModelRule';

const FIELDS = /^spec\.(derivedFrom\[|retirement\.replacedBy$)/;

export const rule: ModelRule = {
  code: 'reference-self',
  severity: 'error',
  description: 'No model is derived from itself or replaced by itself.',
  check: entity => selfReferenceFindings(entity, FIELDS),
};
