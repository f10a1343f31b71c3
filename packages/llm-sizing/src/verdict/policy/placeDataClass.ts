import { reason } from '../reasonCodes';
import { list } from '../words';
import { PolicyRule } from './PolicyRule';

/** The place must be permitted for the class of the data. */
export const placeDataClass: PolicyRule = {
  code: 'place-data-class',
  of: 'place',
  check: ({ place: { name, allowedDataClasses }, policy: { dataClass } }) => {
    if (dataClass === undefined || allowedDataClasses?.includes(dataClass)) {
      return undefined;
    }
    return allowedDataClasses === undefined
      ? reason(
          'data-classes-unknown',
          `unknown: nobody decided which data may be processed on ${name}`,
        )
      : reason(
          'data-class-not-in-place',
          `${dataClass} data must not be processed on ${name}, only ${list(
            allowedDataClasses,
          )}`,
        );
  },
};
