import {
  Entity,
  RELATION_API_PROVIDED_BY,
  RELATION_HAS_PART,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
  RELATION_PART_OF,
  RELATION_PROVIDES_API,
} from '@backstage/catalog-model';
import { GPU_POOL_KIND, MODEL_KIND } from '../kinds/constants';
import {
  GpuPoolEntityV1alpha1,
  isGpuPoolEntity,
  isModelEntity,
  ModelEntityV1alpha1,
} from '../kinds/entities';
import {
  RELATION_ADAPTS,
  RELATION_DERIVED_FROM,
  RELATION_HAS_ADAPTER,
  RELATION_HAS_DERIVATIVE,
  RELATION_HOSTS,
  RELATION_REPLACED_BY,
  RELATION_REPLACES,
  RELATION_RUNS_ON,
  RELATION_TRAINED_ON,
  RELATION_USED_TO_TRAIN,
} from '../relations';
import { list, records } from '../safe';
import { ReferenceTarget } from './resolveReference';

/** A field that holds a reference, and what it means. */
export interface Reference {
  readonly path: string;
  readonly value: unknown;
  readonly target: ReferenceTarget;
  /** The relation in both directions; absent where the reference relates nothing. */
  readonly relation?: readonly [type: string, reverseType: string];
}

type ReferenceField = Pick<Reference, 'target' | 'relation'>;

const OWNER: ReferenceField = {
  target: { kinds: ['Group', 'User'] },
  relation: [RELATION_OWNED_BY, RELATION_OWNER_OF],
};
const SYSTEM: ReferenceField = {
  target: { kinds: ['System'] },
  relation: [RELATION_PART_OF, RELATION_HAS_PART],
};
const DERIVED_FROM: ReferenceField = {
  target: { kinds: [MODEL_KIND] },
  relation: [RELATION_DERIVED_FROM, RELATION_HAS_DERIVATIVE],
};
const TRAINED_ON: ReferenceField = {
  target: { kinds: ['Resource'] },
  relation: [RELATION_TRAINED_ON, RELATION_USED_TO_TRAIN],
};
const PROVIDES_API: ReferenceField = {
  target: { kinds: ['API'] },
  relation: [RELATION_PROVIDES_API, RELATION_API_PROVIDED_BY],
};
const REPLACED_BY: ReferenceField = {
  target: { kinds: [MODEL_KIND] },
  relation: [RELATION_REPLACED_BY, RELATION_REPLACES],
};
const ADAPTS: ReferenceField = {
  target: { kinds: [MODEL_KIND] },
  relation: [RELATION_ADAPTS, RELATION_HAS_ADAPTER],
};
const POOL: ReferenceField = {
  target: { kinds: [GPU_POOL_KIND] },
  relation: [RELATION_RUNS_ON, RELATION_HOSTS],
};
const PROVIDER: ReferenceField = {
  target: { kinds: ['Resource'] },
  relation: [RELATION_RUNS_ON, RELATION_HOSTS],
};
const QUOTA_GROUP: ReferenceField = { target: { kinds: ['Group'] } };

/** Every reference that a Model or a GpuPool holds, in the order of the file; empty for any other entity. */
export function referencesOf(entity: Entity): Reference[] {
  if (isModelEntity(entity)) {
    return present(modelReferences(entity));
  }
  if (isGpuPoolEntity(entity)) {
    return present(poolReferences(entity));
  }
  return [];
}

function modelReferences({ spec }: ModelEntityV1alpha1): Reference[] {
  return [
    { path: 'spec.owner', value: spec?.owner, ...OWNER },
    { path: 'spec.system', value: spec?.system, ...SYSTEM },
    ...each('spec.derivedFrom', spec?.derivedFrom, DERIVED_FROM),
    ...each('spec.trainedOn', spec?.trainedOn, TRAINED_ON),
    ...records(spec?.versions).map(({ item, index }) => ({
      path: `spec.versions[${index}].adapts.model`,
      value: item.adapts?.model,
      ...ADAPTS,
    })),
    ...records(spec?.deployments).flatMap(({ item, index }) => {
      const path = `spec.deployments[${index}].on`;
      return [
        { path: `${path}.pool`, value: item.on?.pool, ...POOL },
        { path: `${path}.provider`, value: item.on?.provider, ...PROVIDER },
        { path: `${path}.base.model`, value: item.on?.base?.model, ...ADAPTS },
      ];
    }),
    ...each('spec.providesApis', spec?.providesApis, PROVIDES_API),
    {
      path: 'spec.retirement.replacedBy',
      value: spec?.retirement?.replacedBy,
      ...REPLACED_BY,
    },
  ];
}

function poolReferences({ spec }: GpuPoolEntityV1alpha1): Reference[] {
  return [
    { path: 'spec.owner', value: spec?.owner, ...OWNER },
    { path: 'spec.system', value: spec?.system, ...SYSTEM },
    ...records(spec?.quotas).map(({ item, index }) => ({
      path: `spec.quotas[${index}].group`,
      value: item.group,
      ...QUOTA_GROUP,
    })),
  ];
}

function each(
  path: string,
  values: unknown,
  field: ReferenceField,
): Reference[] {
  return list(values).map((value, index) => ({
    path: `${path}[${index}]`,
    value,
    ...field,
  }));
}

function present(references: Reference[]): Reference[] {
  return references.filter(reference => reference.value !== undefined);
}
