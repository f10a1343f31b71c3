import {
  ANNOTATION_EDIT_URL,
  ANNOTATION_LOCATION,
  ANNOTATION_VIEW_URL,
  parseLocationRef,
  type Entity,
} from '@backstage/catalog-model';
import { GITOPS_LOCATION_TYPE } from '@modelyard/plugin-llm-common';

/**
 * Where the file that describes an entity can be found.
 *
 * @public
 */
export interface EntityFile {
  /** An address that a browser opens, when there is one. */
  readonly url?: string;
  /** The path inside the GitOps repository, when the entity comes from it. */
  readonly path?: string;
}

function httpUrl(value: string | undefined): string | undefined {
  return value && /^https?:\/\//.test(value) ? value : undefined;
}

/**
 * Finds the file of an entity: its `view-url` or `edit-url`, else the address
 * that manages it, else its path in the GitOps repository. Local files of the
 * portal's own machine are neither.
 *
 * @public
 */
export function entityFile(entity: Entity): EntityFile {
  const annotations = entity.metadata.annotations ?? {};
  const managedBy = readLocation(annotations[ANNOTATION_LOCATION]);
  return {
    url:
      httpUrl(annotations[ANNOTATION_VIEW_URL]) ??
      httpUrl(annotations[ANNOTATION_EDIT_URL]) ??
      (managedBy?.type === 'url' ? httpUrl(managedBy.target) : undefined),
    path:
      managedBy?.type === GITOPS_LOCATION_TYPE ? managedBy.target : undefined,
  };
}

function readLocation(
  ref: string | undefined,
): { type: string; target: string } | undefined {
  try {
    return ref ? parseLocationRef(ref) : undefined;
  } catch {
    return undefined;
  }
}
