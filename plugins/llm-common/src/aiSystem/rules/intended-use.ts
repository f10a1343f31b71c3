import { ANNOTATION_INTENDED_USE } from '../../annotations';
import { annotationOf, annotationPath } from '../annotationOf';
import { splitList } from '../uses';
import { AiSystemRule } from './AiSystemRule';

export const rule: AiSystemRule = {
  code: 'intended-use',
  severity: 'error',
  description: 'The intended use names at least one use.',
  check: entity => {
    const value = annotationOf(entity, ANNOTATION_INTENDED_USE);
    return value === undefined || splitList(value).length > 0
      ? []
      : [
          {
            path: annotationPath(ANNOTATION_INTENDED_USE),
            message: 'must name at least one use, but is empty',
          },
        ];
  },
};
