import {
  ANNOTATION_AI_ACT_ROLE,
  ANNOTATION_AI_RISK_CLASS,
  ANNOTATION_ANNEX_III_POINT,
  ANNOTATION_INTENDED_USE,
} from '../../annotations';
import { annotationOf, annotationPath } from '../annotationOf';
import { AiSystemRule } from './AiSystemRule';

const KINDS = ['component', 'system'];
const ANNOTATIONS = [
  ANNOTATION_AI_RISK_CLASS,
  ANNOTATION_AI_ACT_ROLE,
  ANNOTATION_INTENDED_USE,
  ANNOTATION_ANNEX_III_POINT,
];

export const rule: AiSystemRule = {
  code: 'ai-system-kind',
  severity: 'warning',
  description:
    'Risk class, role, intended use and point of Annex III stand on the system or component that uses a model, not on a shared model or a group.',
  check: entity => {
    const kind: unknown = entity?.kind;
    return typeof kind !== 'string' || KINDS.includes(kind.toLowerCase())
      ? []
      : ANNOTATIONS.filter(
          name => annotationOf(entity, name) !== undefined,
        ).map(name => ({
          path: annotationPath(name),
          message: `belongs to the System or Component that uses a model, not to a ${kind}`,
        }));
  },
};
