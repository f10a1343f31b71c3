import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';

/**
 * Search over the catalog. On PostgreSQL the database is the search engine; the
 * module for it would only warn on another one. TechDocs pages are indexed
 * where `search.collators.techdocs` says when: a portal without pages would be
 * warned of an empty index at every run.
 */
export default createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  *loader({ config }) {
    yield import('@backstage/plugin-search-backend');
    yield import('@backstage/plugin-search-backend-module-catalog');
    const database =
      config.getOptionalString('backend.database.plugin.search.client') ??
      config.getOptionalString('backend.database.client');
    if (database === 'pg') {
      yield import('@backstage/plugin-search-backend-module-pg');
    }
    if (config.has('search.collators.techdocs')) {
      yield import('@backstage/plugin-search-backend-module-techdocs');
    }
  },
});
