import { is, oneOf } from '../profile/forms';
import { Profile } from '../profile/Profile';

/** OpenCost with its costs of inference. */
export const opencost: Profile = {
  id: 'opencost',
  title: 'OpenCost',
  vantage: 'cost',
  checked: 'pkg/inferencecost of OpenCost 1.121',
  temporality: 'cumulative',
  labels: {
    model: 'model_name',
    version: 'model_version',
    namespace: 'namespace',
  },
  series: {
    // Both names are in use for the cost of an hour; without the basis the two bases would be added.
    'cost.held': oneOf(
      ['llm_total_cost', 'llm_total_hourly_cost'].map(metric => ({
        metric,
        match: [is('cost_basis', 'allocation')],
        since: '1.121.0',
      })),
      {
        currency: 'USD',
        perHour: true,
        approximate: 'it is an hourly rate, averaged over the window',
      },
    ),
  },
  quirks: [
    'Where the label llm-d.ai/model of pods differs from the name that the engine reports, costs are zero and mean nothing: a zero is unattributed, not free.',
    'The series are rates per hour in the currency of OpenCost, USD unless it is configured otherwise.',
    'Basis and phase must be fixed, or the same money is added several times.',
  ],
};
