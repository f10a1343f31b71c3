import { parseMoney } from '@modelyard/llm-units';
import { ANNOTATION_MONTHLY_BUDGET } from '../../annotations';
import { parseFindings } from '../../rules/Rule';
import { annotationOf, annotationPath } from '../annotationOf';
import { AiSystemRule } from './AiSystemRule';

export const rule: AiSystemRule = {
  code: 'monthly-budget',
  severity: 'error',
  description:
    'The monthly budget is an amount of money, such as 6000 EUR, and not negative.',
  check: entity => {
    const path = annotationPath(ANNOTATION_MONTHLY_BUDGET);
    const value = annotationOf(entity, ANNOTATION_MONTHLY_BUDGET);
    return value?.trim().startsWith('-')
      ? [{ path, message: `must not be negative, but is "${value}"` }]
      : parseFindings(path, value, parseMoney);
  },
};
