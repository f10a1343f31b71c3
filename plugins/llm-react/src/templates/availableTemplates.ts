import type { CatalogApi } from '@backstage/plugin-catalog-react';
import { fetchEntities } from '../catalog/fetchEntities';

/** How long an answer counts: templates come and go with releases. */
const MAX_AGE_MS = 5 * 60_000;

interface Answer {
  readonly key: string;
  readonly until: number;
  readonly refs: Promise<ReadonlySet<string>>;
}

const answers = new WeakMap<object, Answer>();

/**
 * Those of some templates that the catalog shows to the user. All cards of a
 * page share one question; a failed one is asked again.
 */
export function availableTemplates(options: {
  catalogApi: Pick<CatalogApi, 'getEntitiesByRefs'>;
  /** Full refs. */
  refs: readonly string[];
}): Promise<ReadonlySet<string>> {
  const { catalogApi, refs } = options;
  const key = refs.join(' ');
  const known = answers.get(catalogApi);
  if (known?.key === key && Date.now() < known.until) {
    return known.refs;
  }
  const asked = fetchEntities({
    catalogApi,
    refs,
    fields: ['kind', 'metadata.name', 'metadata.namespace'],
  }).then(({ entities }) => new Set(entities.keys()));
  answers.set(catalogApi, {
    key,
    until: Date.now() + MAX_AGE_MS,
    refs: asked,
  });
  asked.catch(() => answers.delete(catalogApi));
  return asked;
}
