import { parseDate } from '@modelyard/llm-units';
import { priceDateFindings } from '../../../rules/prices';
import { parseFindings } from '../../../rules/Rule';
import { records } from '../../../safe';
import { ModelRule } from './ModelRule';

export const rule: ModelRule = {
  code: 'dates',
  severity: 'error',
  description: 'Dates are days of the calendar, written as 2027-06-30.',
  check: ({ spec }) => [
    ...records(spec?.versions).flatMap(({ item, index }) =>
      parseFindings(
        `spec.versions[${index}].releasedOn`,
        item.releasedOn,
        parseDate,
      ),
    ),
    ...priceDateFindings(spec?.pricing),
    ...parseFindings(
      'spec.retirement.deprecatedOn',
      spec?.retirement?.deprecatedOn,
      parseDate,
    ),
    ...parseFindings(
      'spec.retirement.retiresOn',
      spec?.retirement?.retiresOn,
      parseDate,
    ),
  ],
};
