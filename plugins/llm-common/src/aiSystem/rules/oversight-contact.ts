import { ANNOTATION_OVERSIGHT_CONTACT } from '../../annotations';
import { resolveReference } from '../../references/resolveReference';
import { annotationOf, annotationPath } from '../annotationOf';
import { AiSystemRule } from './AiSystemRule';

const MAIL = /^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/;
const PEOPLE = { kinds: ['User', 'Group'] };

export const rule: AiSystemRule = {
  code: 'oversight-contact',
  severity: 'error',
  description: 'Who oversees the system is a user, a group or a mail address.',
  check: entity => {
    const value = annotationOf(entity, ANNOTATION_OVERSIGHT_CONTACT);
    if (value === undefined || MAIL.test(value)) {
      return [];
    }
    const resolved = value.includes(':')
      ? resolveReference({ value, target: PEOPLE, entity })
      : { ok: false };
    return resolved.ok
      ? []
      : [
          {
            path: annotationPath(ANNOTATION_OVERSIGHT_CONTACT),
            message: `must be the reference of a user or a group, such as user:default/jane, or a mail address, but is "${value}"`,
          },
        ];
  },
};
