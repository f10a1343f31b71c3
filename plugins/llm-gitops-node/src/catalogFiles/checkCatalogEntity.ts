import {
  Entity,
  entityEnvelopeSchemaValidator,
  makeValidator,
} from '@backstage/catalog-model';
import {
  GPU_POOL_KIND,
  MODELYARD_API_GROUP,
  MODELYARD_API_VERSION,
  MODEL_KIND,
} from '@modelyard/plugin-llm-common';
import { reasonOf } from '../errors/reasonOf';

const OUR_KINDS: readonly string[] = [MODEL_KIND, GPU_POOL_KIND];

const validateEnvelope = entityEnvelopeSchemaValidator();
const validators = makeValidator();

/** The document is a sound entity, but of a kind that somebody else's files bring into the catalog. */
export class ForeignEntityError extends Error {}

/**
 * Takes what the catalog would take as an entity of a permitted kind. What only the kind's own schema can tell stays to
 * the catalog's processors, so that it is shown on the entity. Throws an error with the reason.
 */
export function checkCatalogEntity(
  value: unknown,
  kinds: readonly string[],
): Entity {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error('not an entity: the document is no mapping');
  }
  const { apiVersion, kind, metadata } = value as Partial<Entity>;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
    throw new Error('not an entity: it needs apiVersion and kind');
  }
  checkKind(apiVersion, kind, kinds);
  if (!metadata?.name) {
    throw new Error(`${kind} without metadata.name`);
  }

  let entity: Entity;
  try {
    entity = validateEnvelope(value);
  } catch (error) {
    throw new Error(`${kind} ${metadata.name}: ${reasonOf(error)}`);
  }
  const { name, namespace } = entity.metadata;
  if (!validators.isValidEntityName(name)) {
    throw new Error(`${kind} has the invalid metadata.name ${quote(name)}`);
  }
  if (namespace !== undefined && !validators.isValidNamespace(namespace)) {
    throw new Error(
      `${kind} ${name} has the invalid metadata.namespace ${quote(namespace)}`,
    );
  }
  return entity;
}

function checkKind(
  apiVersion: string,
  kind: string,
  kinds: readonly string[],
): void {
  // A kind of the same name in another API group is somebody else's.
  const isOurs = OUR_KINDS.includes(kind);
  const isTaken = isOurs
    ? apiVersion === MODELYARD_API_VERSION
    : kinds.includes(kind);
  if (!isTaken) {
    const taken = [
      `${OUR_KINDS.join(' and ')} of ${MODELYARD_API_VERSION}`,
      ...kinds.filter(other => !OUR_KINDS.includes(other)),
    ];
    const message = `${kind} of ${apiVersion} is not taken from this repository, only ${taken.join(
      ', ',
    )}`;
    // In our own group it is a slip of the pen: nobody else describes anything there.
    throw apiVersion.startsWith(`${MODELYARD_API_GROUP}/`)
      ? new Error(message)
      : new ForeignEntityError(message);
  }
}

function quote(value: unknown): string {
  return JSON.stringify(value);
}
