import { priceOrderFindings } from '../../../rules/prices';
import { GpuPoolRule } from './GpuPoolRule';

export const rule: GpuPoolRule = {
  code: 'price-order',
  severity: 'error',
  description:
    'Prices for the same devices stand in the order of their first days, and no two start on one day.',
  check: ({ spec }) =>
    priceOrderFindings(spec?.pricing, price => price.devices ?? ''),
};
