import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
} from '@backstage/catalog-model';
import { GITOPS_LOCATION_TYPE } from '@modelyard/plugin-llm-common';

export { GITOPS_LOCATION_TYPE };

/**
 * The entity as the provider hands it to the catalog: it names its file, and it does not carry what only the catalog
 * may say about it (copied from the catalog's raw view, say, or forged).
 */
export function withManagedBy(entity: Entity, path: string): Entity {
  const { relations, status, ...own } = entity as Entity & { status?: unknown };
  const { uid, etag, ...metadata } = own.metadata;
  const location = `${GITOPS_LOCATION_TYPE}:${path}`;
  return {
    ...own,
    metadata: {
      ...metadata,
      annotations: {
        ...metadata.annotations,
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
      },
    },
  };
}
