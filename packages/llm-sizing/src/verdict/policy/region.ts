import { reason } from '../reasonCodes';
import { list } from '../words';
import { PolicyRule } from './PolicyRule';

/** The place must stand in a region that is allowed. */
export const region: PolicyRule = {
  code: 'region',
  of: 'place',
  check: ({ place, policy: { regions } }) => {
    if (regions === undefined) {
      return undefined;
    }
    if (place.region === undefined) {
      return reason(
        'region-unknown',
        `unknown: ${
          place.name
        } does not say in which region it is, and only ${list(
          regions,
        )} are allowed`,
      );
    }
    return regions.includes(place.region)
      ? undefined
      : reason(
          'region-not-allowed',
          `${place.name} is in ${place.region}, but allowed are ${list(
            regions,
          )}`,
        );
  },
};
