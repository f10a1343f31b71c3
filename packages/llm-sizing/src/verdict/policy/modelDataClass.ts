import { reason } from '../reasonCodes';
import { list } from '../words';
import { PolicyRule } from './PolicyRule';

/** The model must be permitted for the class of the data. */
export const modelDataClass: PolicyRule = {
  code: 'model-data-class',
  of: 'model',
  check: ({ model: { name, dataClasses }, policy: { dataClass } }) => {
    if (dataClass === undefined || dataClasses?.includes(dataClass)) {
      return undefined;
    }
    return dataClasses === undefined
      ? reason(
          'data-classes-unknown',
          `unknown: nobody decided which data ${name} may work on`,
        )
      : reason(
          'data-class-not-for-model',
          `${name} must not work on ${dataClass} data, only on ${list(
            dataClasses,
          )}`,
        );
  },
};
