import { records } from '../../../safe';
import { ModelRule } from './ModelRule';

export const rule: ModelRule = {
  code: 'version-order',
  severity: 'warning',
  description:
    'Versions stand newest first: the first one is taken for the newest.',
  check: ({ spec }) => {
    const dated = records(spec?.versions).filter(
      ({ item }) => item.releasedOn !== undefined,
    );
    return dated.slice(1).flatMap(({ item, index }, place) => {
      const before = dated[place];
      return item.releasedOn! > before.item.releasedOn!
        ? [
            {
              path: `spec.versions[${index}].releasedOn`,
              message: `is later (${item.releasedOn}) than that of spec.versions[${before.index}] (${before.item.releasedOn}), which stands before it; versions stand newest first`,
            },
          ]
        : [];
    });
  },
};
