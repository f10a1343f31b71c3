import { ANNOTATION_ANNEX_III_POINT } from '../../annotations';
import { annexThreePointForm, isAnnexThreePoint } from '../annexThreePoints';
import { annotationOf, annotationPath } from '../annotationOf';
import { AiSystemRule } from './AiSystemRule';

export const rule: AiSystemRule = {
  code: 'annex-iii-point',
  severity: 'error',
  description: 'The point is one that Annex III of the EU AI Act has.',
  check: entity => {
    const value = annotationOf(entity, ANNOTATION_ANNEX_III_POINT);
    return value === undefined || isAnnexThreePoint(value)
      ? []
      : [
          {
            path: annotationPath(ANNOTATION_ANNEX_III_POINT),
            message: `must be ${annexThreePointForm}, but is "${value}"`,
          },
        ];
  },
};
