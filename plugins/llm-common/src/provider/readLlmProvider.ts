import { Entity } from '@backstage/catalog-model';
import { annotationOf } from '../aiSystem/annotationOf';
import { splitList } from '../aiSystem/uses';
import {
  ANNOTATION_ALLOWED_DATA_CLASSES,
  ANNOTATION_CREDENTIALS_SECRET,
  ANNOTATION_PROVIDER_HOSTS,
  ANNOTATION_REGION,
  LLM_PROVIDER_RESOURCE_TYPE,
} from '../annotations';
import { records, text } from '../safe';

/**
 * Type of the entry in `metadata.links` that leads to the contract with an external provider.
 *
 * @public
 */
export const LINK_TYPE_CONTRACT = 'contract';

/**
 * What a Resource says of an external provider of models.
 *
 * @public
 */
export interface LlmProvider {
  /** Region that requests are processed in. */
  region?: string;
  /** Classes of data that may be sent there; undefined where the entity does not say. */
  allowedDataClasses?: string[];
  /** Hosts that it is reached by, `*.` before a name for all below it; undefined where the entity does not say. */
  hosts?: string[];
  /** Address of the contract. */
  contractUrl?: string;
  /** Kubernetes Secret with the credentials, as `namespace/name`. */
  credentialsSecret?: string;
}

/**
 * Reads an external provider of models.
 *
 * @returns Undefined for an entity that is no Resource of type `llm-provider`
 * @public
 */
export function readLlmProvider(entity: Entity): LlmProvider | undefined {
  if (
    text(entity?.kind)?.toLowerCase() !== 'resource' ||
    entity.spec?.type !== LLM_PROVIDER_RESOURCE_TYPE
  ) {
    return undefined;
  }
  const dataClasses = annotationOf(entity, ANNOTATION_ALLOWED_DATA_CLASSES);
  const hosts = splitList(
    annotationOf(entity, ANNOTATION_PROVIDER_HOSTS) ?? '',
  );
  return {
    region: annotationOf(entity, ANNOTATION_REGION),
    allowedDataClasses:
      dataClasses === undefined ? undefined : splitList(dataClasses),
    hosts: hosts.length > 0 ? hosts : undefined,
    contractUrl: records(entity.metadata?.links).find(
      ({ item }) => item.type === LINK_TYPE_CONTRACT,
    )?.item.url,
    credentialsSecret: annotationOf(entity, ANNOTATION_CREDENTIALS_SECRET),
  };
}
