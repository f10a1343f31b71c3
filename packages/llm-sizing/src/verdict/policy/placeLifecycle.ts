import { reason } from '../reasonCodes';
import { PolicyRule } from './PolicyRule';

/** Nothing new is placed on a pool that is on its way out. */
export const placeLifecycle: PolicyRule = {
  code: 'place-lifecycle',
  of: 'place',
  check: ({ place: { name, lifecycle } }) =>
    lifecycle === 'retired' || lifecycle === 'deprecated'
      ? reason(
          'pool-retired',
          `${name} is ${lifecycle}: nothing new is placed there`,
        )
      : undefined,
};
