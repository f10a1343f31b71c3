import { records } from '../../../safe';
import { ModelRule } from './ModelRule';

export const rule: ModelRule = {
  code: 'version-source',
  severity: 'error',
  description:
    'A version of weights or an adapter says where its files come from.',
  check: ({ spec }) =>
    records(spec?.versions)
      .filter(
        ({ item }) =>
          (item.kind === 'weights' || item.kind === 'adapter') && !item.source,
      )
      .map(({ item, index }) => ({
        path: `spec.versions[${index}].source`,
        message: `is missing; a version of kind ${item.kind} names where its files come from`,
      })),
};
