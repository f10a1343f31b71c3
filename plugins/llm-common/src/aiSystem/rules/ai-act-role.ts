import { ANNOTATION_AI_ACT_ROLE } from '../../annotations';
import { annotationOf, annotationPath } from '../annotationOf';
import { aiActRoles, isAiActRole } from '../riskClasses';
import { splitList } from '../uses';
import { AiSystemRule } from './AiSystemRule';

export const rule: AiSystemRule = {
  code: 'ai-act-role',
  severity: 'error',
  description: 'The roles are those of the EU AI Act, separated by commas.',
  check: entity => {
    const value = annotationOf(entity, ANNOTATION_AI_ACT_ROLE);
    if (value === undefined) {
      return [];
    }
    const roles = splitList(value);
    const path = annotationPath(ANNOTATION_AI_ACT_ROLE);
    const known = `one or more of ${aiActRoles.join(', ')}`;
    return roles.length === 0
      ? [{ path, message: `must be ${known}, but is empty` }]
      : roles
          .filter(role => !isAiActRole(role))
          .map(role => ({
            path,
            message: `must be ${known}, but holds "${role}"`,
          }));
  },
};
