import { reason } from '../reasonCodes';
import { PolicyRule } from './PolicyRule';

/** Nothing new is placed on a pool that is on its way out; what is there has to move, but not today. */
export const placeLifecycle: PolicyRule = {
  code: 'place-lifecycle',
  of: 'place',
  check: ({ place: { name, lifecycle }, stands }) => {
    if (lifecycle !== 'retired' && lifecycle !== 'deprecated') {
      return undefined;
    }
    return stands
      ? reason(
          'pool-to-leave',
          `${name} is ${lifecycle}: what runs there has to move`,
        )
      : reason(
          'pool-retired',
          `${name} is ${lifecycle}: nothing new is placed there`,
        );
  },
};
