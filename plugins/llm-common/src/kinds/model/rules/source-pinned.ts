import { records } from '../../../safe';
import { ModelRule } from './ModelRule';

export const rule: ModelRule = {
  code: 'source-pinned',
  severity: 'warning',
  description:
    'A version that is deployed to production has a digest or a revision, so that its files cannot change unnoticed.',
  check: ({ spec }) => {
    const inProduction = new Set(
      records(spec?.deployments)
        .filter(({ item }) => item.environment === 'production')
        .map(({ item }) => item.version),
    );
    return records(spec?.versions)
      .filter(
        ({ item: { name, kind, source } }) =>
          kind !== 'external' &&
          inProduction.has(name) &&
          source &&
          !source.digest &&
          !source.revision,
      )
      .map(({ item, index }) => ({
        path: `spec.versions[${index}].source`,
        message: `has neither a digest nor a revision, although "${item.name}" is deployed to production: its files could change unnoticed`,
      }));
  },
};
