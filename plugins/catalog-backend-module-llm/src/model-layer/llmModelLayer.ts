import {
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  RELATION_HAS_PART,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
  RELATION_PART_OF,
  RELATION_API_PROVIDED_BY,
  RELATION_PROVIDES_API,
} from '@backstage/catalog-model';
import {
  CatalogModelLayer,
  createCatalogModelLayer,
} from '@backstage/catalog-model/alpha';
import {
  GPU_POOL_KIND,
  gpuPoolSchema,
  llmRelationPairs,
  MODEL_KIND,
  MODELYARD_API_GROUP,
  MODELYARD_API_VERSION,
  modelSchema,
} from '@modelyard/plugin-llm-common';
import { annotationDescriptions } from './annotations';

const VERSION = MODELYARD_API_VERSION.slice(MODELYARD_API_GROUP.length + 1);

// Only fields that hold one reference are named here. The catalog sorts a list
// of references in place before anything is validated, and an issue would then
// point at another index than the one in the file; the rules processor emits
// the relations of lists, and of lists of objects, which a layer cannot name.
const relationFields = [
  {
    selector: { path: 'spec.owner' },
    relation: RELATION_OWNED_BY,
    defaultKind: 'Group',
    defaultNamespace: 'inherit' as const,
    allowedKinds: ['Group', 'User'],
  },
  {
    selector: { path: 'spec.system' },
    relation: RELATION_PART_OF,
    defaultKind: 'System',
    defaultNamespace: 'inherit' as const,
    allowedKinds: ['System'],
  },
];

// The catalog's own relations that our kinds take part in.
const builtInRelationPairs = [
  {
    fromKind: [MODEL_KIND, GPU_POOL_KIND],
    toKind: ['Group', 'User'],
    type: RELATION_OWNED_BY,
    reverseType: RELATION_OWNER_OF,
  },
  {
    fromKind: [MODEL_KIND, GPU_POOL_KIND],
    toKind: ['System'],
    type: RELATION_PART_OF,
    reverseType: RELATION_HAS_PART,
  },
  {
    fromKind: [MODEL_KIND],
    toKind: ['API'],
    type: RELATION_PROVIDES_API,
    reverseType: RELATION_API_PROVIDED_BY,
  },
  {
    fromKind: ['Component', 'Resource'],
    toKind: [MODEL_KIND, GPU_POOL_KIND],
    type: RELATION_DEPENDS_ON,
    reverseType: RELATION_DEPENDENCY_OF,
  },
];

/**
 * The kinds `Model` and `GpuPool`, their relations and the annotations of this
 * suite as a catalog model layer.
 *
 * A layer knows a kind by its name alone: with it, the catalog refuses kinds
 * named `Model` or `GpuPool` of other API groups. Where a portal has those, use
 * the default registration of this package.
 *
 * @alpha
 */
export const llmModelLayer: CatalogModelLayer = createCatalogModelLayer({
  layerId: `${MODELYARD_API_GROUP}/llm-entity-model`,
  builder: model => {
    model.addKind({
      group: MODELYARD_API_GROUP,
      names: { kind: MODEL_KIND, singular: 'model', plural: 'models' },
      description: `${modelSchema.description}`,
      versions: [
        { name: VERSION, relationFields, schema: { jsonSchema: modelSchema } },
      ],
    });
    model.addKind({
      group: MODELYARD_API_GROUP,
      names: { kind: GPU_POOL_KIND, singular: 'gpupool', plural: 'gpupools' },
      description: `${gpuPoolSchema.description}`,
      versions: [
        {
          name: VERSION,
          relationFields,
          schema: { jsonSchema: gpuPoolSchema },
        },
      ],
    });

    for (const pair of llmRelationPairs) {
      model.addRelationPair({
        fromKind: pair.fromKinds,
        toKind: pair.toKinds,
        description: pair.description,
        forward: { type: pair.type, title: pair.title },
        reverse: { type: pair.reverseType, title: pair.reverseTitle },
      });
    }
    for (const {
      fromKind,
      toKind,
      type,
      reverseType,
    } of builtInRelationPairs) {
      model.updateRelationPair({
        fromKind,
        toKind,
        forward: { type },
        reverse: { type: reverseType },
      });
    }
    for (const annotation of annotationDescriptions) {
      model.addAnnotation(annotation);
    }
  },
});
