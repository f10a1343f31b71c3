import { Entity, parseEntityRef } from '@backstage/catalog-model';
import { relationsOf } from '@modelyard/plugin-llm-common';
import { bytesOf, ModelSample } from './sampleModel';

/** Entities to process, and the entities that their relations point to. */
export interface Workload {
  readonly entities: Entity[];
  readonly targets: Entity[];
}

// So many entities share an owner, a system, a pool: a catalog that grows has
// more of these as well, and does not hang everything on one of each.
const ENTITIES_PER_TARGET = 25;

const REF = /"(api|group|gpupool|model|resource|system|user):default\/[^"]+"/g;

/** Models made from the sample, each with the sample's bytes and relations. */
export function modelWorkload(sample: ModelSample, count: number): Workload {
  const template = JSON.stringify(sample.entity);
  const refs = [...new Set(template.match(REF))].map(ref => JSON.parse(ref));
  const entities: Entity[] = [];

  for (let i = 0; i < count; i++) {
    const text = template.replace(REF, ref =>
      JSON.stringify(
        targetRef(JSON.parse(ref), refs.indexOf(JSON.parse(ref)), i),
      ),
    );
    const entity: Entity = JSON.parse(text);
    entity.metadata.name = `m-${i}`;
    entities.push(padded(entity, sample.bytes));
  }
  const targets = entities.flatMap(entity =>
    relationsOf(entity).map(relation => relation.targetRef),
  );
  return { entities, targets: [...new Set(targets)].map(targetEntity) };
}

/**
 * Components that equal the Models in bytes and in relations.
 *
 * @param padding - What fills a Component up: `fields` are the Model's own
 *   fields, which a Component may have as well, so that the catalog stores and
 *   indexes the same; `text` is one long description, which it does not index.
 */
export function componentWorkload(
  models: Workload,
  padding: 'fields' | 'text',
): Workload {
  const entities = models.entities.map(model =>
    padding === 'fields' ? withFieldsOf(model) : withTextLike(model),
  );
  const targets = models.entities.flatMap(model =>
    relationsOf(model).map(relation => builtInRef(relation.targetRef)),
  );
  return { entities, targets: [...new Set(targets)].map(targetEntity) };
}

function withTextLike(model: Entity): Entity {
  return padded(
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: model.metadata.name },
      spec: {
        type: 'service',
        lifecycle: 'production',
        ...dependencies(model),
      },
    },
    bytesOf(model),
  );
}

// The built-in relations take a list of their own, so a few of the Model's
// small fields make room for it: neither bytes nor indexed values may exceed
// the Model's.
const spareFields = ['modalities', 'guardrails', 'slo', 'capabilities'];

function withFieldsOf(model: Entity): Entity {
  const entity: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: model.metadata.name },
    spec: { ...model.spec, ...dependencies(model) },
  };
  for (const field of spareFields) {
    if (
      bytesOf(entity) <= bytesOf(model) &&
      indexedValues(entity.spec) <= indexedValues(model.spec)
    ) {
      return padded(entity, bytesOf(model));
    }
    delete entity.spec?.[field];
  }
  throw new Error(`No Component of the size of ${model.metadata.name} exists`);
}

/** The relations of a Model in the fields that a Component has for them. */
function dependencies(model: Entity): NonNullable<Entity['spec']> {
  const targets = relationsOf(model).map(r => builtInRef(r.targetRef));
  const ofKind = (kind: string) =>
    targets.filter(ref => ref.startsWith(`${kind}:`));
  const [owner] = [...ofKind('group'), ...ofKind('user')];
  const [system] = ofKind('system');
  const providesApis = ofKind('api');
  const others = targets.filter(
    ref => ref !== owner && ref !== system && !providesApis.includes(ref),
  );
  return {
    owner,
    ...(system && { system }),
    ...(providesApis.length && { providesApis }),
    ...(others.length && { dependsOn: others }),
  };
}

/** Number of values that the catalog's search index gets from a field. */
function indexedValues(value: unknown): number {
  if (Array.isArray(value)) {
    // Text in a list is indexed twice: as a value and as a key.
    return value.reduce(
      (sum, item) =>
        sum + indexedValues(item) + (typeof item === 'string' ? 1 : 0),
      0,
    );
  }
  return typeof value === 'object' && value !== null
    ? Object.values(value).reduce<number>(
        (sum, field) => sum + indexedValues(field),
        0,
      )
    : 1;
}

function padded(entity: Entity, bytes: number): Entity {
  const blank = {
    ...entity,
    metadata: { ...entity.metadata, description: '' },
  };
  const missing = bytes - bytesOf(blank);
  return missing > 0
    ? {
        ...blank,
        metadata: { ...blank.metadata, description: filler(missing) },
      }
    : entity;
}

function filler(length: number): string {
  return 'what this model is for and how it came about '
    .repeat(Math.ceil(length / 45))
    .slice(0, length);
}

function targetRef(ref: string, position: number, i: number): string {
  const { kind } = parseEntityRef(ref);
  return `${kind}:default/${kind}-${position}-${Math.floor(
    i / ENTITIES_PER_TARGET,
  )}`;
}

/** The nearest built-in kind, for a target that a Component depends on. */
function builtInRef(ref: string): string {
  return ref
    .replace(/^gpupool:default\//, 'resource:default/pool-')
    .replace(/^model:default\//, 'component:default/target-');
}

function targetEntity(ref: string): Entity {
  const { kind, name } = parseEntityRef(ref);
  const backstage = (kindName: string, spec: Entity['spec']): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: kindName,
    metadata: { name },
    spec,
  });
  const owned = { owner: 'group:default/nobody', lifecycle: 'production' };
  switch (kind) {
    case 'group':
      return backstage('Group', { type: 'team', children: [] });
    case 'user':
      return backstage('User', { memberOf: [] });
    case 'system':
      return backstage('System', { owner: owned.owner });
    case 'api':
      return backstage('API', { ...owned, type: 'openapi', definition: '{}' });
    case 'component':
      return backstage('Component', { ...owned, type: 'service' });
    case 'resource':
      return backstage('Resource', { owner: owned.owner, type: 'pool' });
    case 'gpupool':
      return {
        apiVersion: 'modelyard.dev/v1alpha1',
        kind: 'GpuPool',
        metadata: { name },
        spec: {
          ...owned,
          type: 'kubernetes',
          cluster: 'bench',
          devices: [
            {
              name: 'whole',
              accelerator: 'nvidia-h100-sxm-80gb',
              nodes: 1,
              perNode: 8,
              allocation: 'dra',
              sharing: { strategy: 'exclusive' },
            },
          ],
        },
      };
    case 'model':
      return {
        apiVersion: 'modelyard.dev/v1alpha1',
        kind: 'Model',
        metadata: { name },
        spec: {
          ...owned,
          type: 'chat',
          versions: [{ name: 'v1', kind: 'external' }],
        },
      };
    default:
      throw new Error(`No target of kind ${kind}`);
  }
}
