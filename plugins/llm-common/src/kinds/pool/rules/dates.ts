import { priceDateFindings } from '../../../rules/prices';
import { GpuPoolRule } from './GpuPoolRule';

export const rule: GpuPoolRule = {
  code: 'dates',
  severity: 'error',
  description: 'Dates are days of the calendar, written as 2027-06-30.',
  check: ({ spec }) => priceDateFindings(spec?.pricing),
};
