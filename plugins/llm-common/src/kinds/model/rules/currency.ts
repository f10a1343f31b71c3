import { currencyFindings } from '../../../rules/prices';
import { ModelRule } from './ModelRule';

export const rule: ModelRule = {
  code: 'currency',
  severity: 'error',
  description: 'Prices are in a currency of ISO 4217.',
  check: ({ spec }) => currencyFindings(spec?.pricing),
};
