import { ModelRule } from './ModelRule';

export const rule: ModelRule = {
  code: 'retirement-order',
  severity: 'error',
  description: 'A model is deprecated before it retires, or on the same day.',
  check: ({ spec }) => {
    const { deprecatedOn, retiresOn } = spec?.retirement ?? {};
    return deprecatedOn && retiresOn && retiresOn < deprecatedOn
      ? [
          {
            path: 'spec.retirement.retiresOn',
            message: `must not be before deprecatedOn (${deprecatedOn}), but is ${retiresOn}`,
          },
        ]
      : [];
  },
};
