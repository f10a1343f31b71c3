import { priceOrderFindings } from '../../../rules/prices';
import { ModelRule } from './ModelRule';

export const rule: ModelRule = {
  code: 'price-order',
  severity: 'error',
  description:
    'Prices stand in the order of their first days, and no two start on one day.',
  check: ({ spec }) => priceOrderFindings(spec?.pricing),
};
