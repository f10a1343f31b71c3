import { ModelRule } from './ModelRule';

export const rule: ModelRule = {
  code: 'lifecycle-dates',
  severity: 'warning',
  description:
    'A deprecated model says when it was deprecated, a retired one when it retired: consumers plan by these days.',
  check: ({ spec }) => {
    const { deprecatedOn, retiresOn } = spec?.retirement ?? {};
    if (spec?.lifecycle === 'deprecated' && !deprecatedOn) {
      return [
        {
          path: 'spec.retirement.deprecatedOn',
          message: 'is missing although the lifecycle is deprecated',
        },
      ];
    }
    if (spec?.lifecycle === 'retired' && !retiresOn) {
      return [
        {
          path: 'spec.retirement.retiresOn',
          message: 'is missing although the lifecycle is retired',
        },
      ];
    }
    return [];
  },
};
