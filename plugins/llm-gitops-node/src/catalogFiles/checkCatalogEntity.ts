import {
  Entity,
  entityEnvelopeSchemaValidator,
  makeValidator,
} from '@backstage/catalog-model';
import { MODELYARD_API_VERSION } from '@modelyard/plugin-llm-common';
import { reasonOf } from '../errors/reasonOf';
import { findKindSlip, OUR_KINDS } from './findKindSlip';

const validateEnvelope = entityEnvelopeSchemaValidator();
const validators = makeValidator();

/** The document is a sound entity, but of a kind that somebody else's files bring into the catalog. */
export class ForeignEntityError extends Error {}

/** What makes a document no entity that the catalog would take. */
export class FieldError extends Error {
  /** As a path or JSON pointer. */
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

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
    throw new FieldError('metadata', `${kind} without metadata.name`);
  }

  let entity: Entity;
  try {
    entity = validateEnvelope(value);
  } catch (error) {
    const reason = reasonOf(error);
    const [pointer] = /^\/\S+/.exec(reason) ?? ['metadata'];
    throw new FieldError(pointer, `${kind} ${metadata.name}: ${reason}`);
  }
  const { name, namespace } = entity.metadata;
  if (!validators.isValidEntityName(name)) {
    throw new FieldError(
      'metadata.name',
      `${kind} has the invalid metadata.name ${quote(name)}`,
    );
  }
  if (namespace !== undefined && !validators.isValidNamespace(namespace)) {
    throw new FieldError(
      'metadata.namespace',
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
  if (isTaken) {
    return;
  }
  const slip = findKindSlip({ apiVersion, kind }, kinds);
  const message = `${kind} of ${apiVersion} is not taken from this repository`;
  if (slip?.suggestion) {
    throw new FieldError(
      slip.field,
      `${message}; did you mean ${slip.suggestion}?`,
    );
  }
  const taken = [
    `${OUR_KINDS.join(' and ')} of ${MODELYARD_API_VERSION}`,
    ...kinds.filter(other => !OUR_KINDS.includes(other)),
  ];
  const whole = `${message}, only ${taken.join(', ')}`;
  throw slip
    ? new FieldError(slip.field, whole)
    : new ForeignEntityError(whole);
}

function quote(value: unknown): string {
  return JSON.stringify(value);
}
