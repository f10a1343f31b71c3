import { reason } from '../reasonCodes';
import { PolicyRule } from './PolicyRule';

/** A retired model is not served any more, and a deprecated one not for long. */
export const modelLifecycle: PolicyRule = {
  code: 'model-lifecycle',
  of: 'model',
  check: ({ model: { name, lifecycle, replacedBy } }) => {
    const instead = replacedBy ? `; use ${replacedBy} instead` : '';
    switch (lifecycle) {
      case 'retired':
        return reason('model-retired', `${name} is retired${instead}`);
      case 'deprecated':
        return reason(
          'model-deprecated',
          `${name} is deprecated and will be retired${instead}`,
        );
      default:
        return undefined;
    }
  },
};
