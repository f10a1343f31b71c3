import { currencyFindings } from '../../../rules/prices';
import { GpuPoolRule } from './GpuPoolRule';

export const rule: GpuPoolRule = {
  code: 'currency',
  severity: 'error',
  description: 'Prices are in a currency of ISO 4217.',
  check: ({ spec }) => currencyFindings(spec?.pricing),
};
