import { records } from '../../../safe';
import { ModelRule } from './ModelRule';

export const rule: ModelRule = {
  code: 'adapter-base',
  severity: 'error',
  description:
    'An adapter names the base model that it was trained for; nothing else does.',
  check: ({ spec }) =>
    records(spec?.versions).flatMap(({ item, index }) => {
      const path = `spec.versions[${index}].adapts`;
      if (item.kind === 'adapter' && !item.adapts) {
        return [
          { path, message: 'is missing; an adapter names its base model' },
        ];
      }
      if (item.kind !== 'adapter' && item.adapts) {
        return [
          {
            path,
            message: `is only for adapters, but the version is of kind ${item.kind}`,
          },
        ];
      }
      return [];
    }),
};
