import {
  ANNOTATION_AI_RISK_CLASS,
  ANNOTATION_ANNEX_III_POINT,
} from '../../annotations';
import { annotationOf, annotationPath } from '../annotationOf';
import { AiSystemRule } from './AiSystemRule';

const CLASSES = ['high', 'unacceptable'];

export const rule: AiSystemRule = {
  code: 'annex-iii-risk-class',
  severity: 'warning',
  description:
    'A system under Annex III is of high risk, unless Article 6(3) exempts it; the exemption should be on record.',
  check: entity => {
    const point = annotationOf(entity, ANNOTATION_ANNEX_III_POINT);
    const riskClass = annotationOf(entity, ANNOTATION_AI_RISK_CLASS);
    return point === undefined || CLASSES.includes(`${riskClass}`)
      ? []
      : [
          {
            path: annotationPath(ANNOTATION_AI_RISK_CLASS),
            message: `is ${
              riskClass ?? 'missing'
            }, although the system falls under point ${point} of Annex III, which makes it high unless Article 6(3) exempts it`,
          },
        ];
  },
};
