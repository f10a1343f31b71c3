import { ANNOTATION_AI_RISK_CLASS } from '../../annotations';
import { annotationOf, annotationPath } from '../annotationOf';
import { aiRiskClasses, isAiRiskClass } from '../riskClasses';
import { AiSystemRule } from './AiSystemRule';

export const rule: AiSystemRule = {
  code: 'ai-risk-class',
  severity: 'error',
  description: 'The risk class is one of the EU AI Act.',
  check: entity => {
    const value = annotationOf(entity, ANNOTATION_AI_RISK_CLASS);
    return value === undefined || isAiRiskClass(value)
      ? []
      : [
          {
            path: annotationPath(ANNOTATION_AI_RISK_CLASS),
            message: `must be one of ${aiRiskClasses.join(
              ', ',
            )}, but is "${value}"`,
          },
        ];
  },
};
