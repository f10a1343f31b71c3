import { ANNOTATION_LOCATION } from '@backstage/catalog-model';
import { GITOPS_LOCATION_TYPE } from './withManagedBy';

/**
 * What the catalog has from the GitOps repository, as a query to it.
 *
 * @public
 */
export const gitOpsEntitiesQuery = {
  [`metadata.annotations.${ANNOTATION_LOCATION}`]: {
    $hasPrefix: `${GITOPS_LOCATION_TYPE}:`,
  },
};
