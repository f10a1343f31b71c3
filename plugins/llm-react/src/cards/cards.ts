import type { FilterPredicate } from '@backstage/filter-predicates';
import {
  ANNOTATION_AI_ACT_ROLE,
  ANNOTATION_AI_RISK_CLASS,
  ANNOTATION_ANNEX_III_POINT,
  ANNOTATION_INTENDED_USE,
  ANNOTATION_OVERSIGHT_CONTACT,
  GPU_POOL_KIND,
  MODEL_KIND,
  MODELYARD_API_VERSION,
  STATUS_ITEM_TYPE_FINDING,
} from '@modelyard/plugin-llm-common';
import type { LlmCardItem } from './LlmCardItem';

const apiVersion = MODELYARD_API_VERSION;
const model: FilterPredicate = { kind: MODEL_KIND, apiVersion };
const pool: FilterPredicate = { kind: GPU_POOL_KIND, apiVersion };
const consumer: FilterPredicate = { kind: { $in: ['Component', 'System'] } };

const exists = { $exists: true } as const;

function related(type: string, targetPrefix: string): FilterPredicate {
  return {
    relations: {
      $contains: { type, targetRef: { $hasPrefix: targetPrefix } },
    },
  };
}

const usesModel = related('dependsOn', 'model:');
// Which models its components use is not on the system's own entity.
const systemOfComponents: FilterPredicate = {
  $all: [{ kind: 'System' }, related('hasPart', 'component:')],
};
const consumerOfModels: FilterPredicate = {
  $any: [{ $all: [consumer, usesModel] }, systemOfComponents],
};
// What a group uses is what its components and its child groups use.
const groupOfUsers: FilterPredicate = {
  $all: [
    { kind: 'Group' },
    {
      $any: [
        related('ownerOf', 'component:'),
        related('ownerOf', 'system:'),
        related('parentOf', 'group:'),
      ],
    },
  ],
};

/**
 * What has a tab of usage: models, and what uses them.
 *
 * @public
 */
export const llmUsageFilter: FilterPredicate = {
  $any: [model, consumerOfModels, groupOfUsers],
};

const aiSystemAnnotated: FilterPredicate[] = [
  { [`metadata.annotations.${ANNOTATION_AI_RISK_CLASS}` as const]: exists },
  { [`metadata.annotations.${ANNOTATION_AI_ACT_ROLE}` as const]: exists },
  { [`metadata.annotations.${ANNOTATION_INTENDED_USE}` as const]: exists },
  { [`metadata.annotations.${ANNOTATION_ANNEX_III_POINT}` as const]: exists },
  { [`metadata.annotations.${ANNOTATION_OVERSIGHT_CONTACT}` as const]: exists },
];

/**
 * All cards of the suite. A new card is one file and one line here.
 *
 * @public
 */
export const llmCards: readonly LlmCardItem[] = [
  {
    id: 'model-notice',
    filter: {
      $all: [
        model,
        {
          $any: [
            { 'spec.lifecycle': { $in: ['deprecated', 'retired'] } },
            { 'spec.retirement': { $exists: true } },
            {
              'status.items': { $contains: { type: STATUS_ITEM_TYPE_FINDING } },
            },
          ],
        },
      ],
    },
    type: 'content',
    order: 10,
    columns: 12,
    load: async () =>
      (await import('../model/ModelNoticeCard')).ModelNoticeCard,
  },
  {
    id: 'model-actions',
    filter: model,
    type: 'content',
    order: 20,
    columns: 12,
    load: async () =>
      (await import('../model/ModelActionsCard')).ModelActionsCard,
  },
  {
    id: 'model-deployments',
    filter: model,
    type: 'content',
    order: 30,
    columns: 12,
    load: async () =>
      (await import('../model/ModelDeploymentsCard')).ModelDeploymentsCard,
  },
  {
    id: 'model-usage',
    filter: model,
    type: 'content',
    order: 32,
    columns: 4,
    load: async () => (await import('../model/ModelUsageCard')).ModelUsageCard,
  },
  {
    id: 'model-latency',
    filter: model,
    type: 'content',
    order: 34,
    columns: 4,
    load: async () =>
      (await import('../model/ModelLatencyCard')).ModelLatencyCard,
  },
  {
    id: 'model-availability',
    filter: model,
    type: 'content',
    order: 36,
    columns: 4,
    load: async () =>
      (await import('../model/ModelAvailabilityCard')).ModelAvailabilityCard,
  },
  {
    id: 'model-guardrails',
    filter: model,
    type: 'content',
    order: 38,
    columns: 6,
    load: async () =>
      (await import('../model/ModelGuardrailsCard')).ModelGuardrailsCard,
  },
  {
    id: 'model-cost',
    filter: model,
    type: 'content',
    order: 40,
    columns: 6,
    load: async () => (await import('../model/ModelCostCard')).ModelCostCard,
  },
  {
    id: 'model-consumers',
    filter: model,
    type: 'content',
    order: 50,
    columns: 6,
    load: async () =>
      (await import('../model/ModelConsumersCard')).ModelConsumersCard,
  },
  {
    id: 'model-lineage',
    filter: model,
    type: 'content',
    order: 60,
    columns: 6,
    load: async () =>
      (await import('../model/ModelLineageCard')).ModelLineageCard,
  },
  {
    id: 'model-about',
    filter: model,
    type: 'content',
    order: 70,
    columns: 12,
    load: async () => (await import('../model/ModelAboutCard')).ModelAboutCard,
  },
  {
    id: 'model-measures',
    filter: model,
    type: 'content',
    order: 80,
    columns: 12,
    load: async () =>
      (await import('../model/ModelMeasuresCard')).ModelMeasuresCard,
  },
  {
    id: 'pool-actions',
    filter: pool,
    type: 'content',
    order: 20,
    columns: 12,
    load: async () => (await import('../pool/PoolActionsCard')).PoolActionsCard,
  },
  {
    id: 'pool-capacity',
    filter: pool,
    type: 'content',
    order: 30,
    columns: 12,
    load: async () =>
      (await import('../pool/PoolCapacityCard')).PoolCapacityCard,
  },
  {
    id: 'pool-utilisation',
    filter: pool,
    type: 'content',
    order: 32,
    columns: 6,
    load: async () =>
      (await import('../pool/PoolUtilisationCard')).PoolUtilisationCard,
  },
  {
    id: 'pool-costs',
    filter: pool,
    type: 'content',
    order: 34,
    columns: 6,
    load: async () => (await import('../pool/PoolCostsCard')).PoolCostsCard,
  },
  {
    id: 'pool-models',
    filter: pool,
    type: 'content',
    order: 40,
    columns: 6,
    load: async () => (await import('../pool/PoolModelsCard')).PoolModelsCard,
  },
  {
    id: 'pool-quotas',
    filter: pool,
    type: 'content',
    order: 50,
    columns: 6,
    load: async () => (await import('../pool/PoolQuotasCard')).PoolQuotasCard,
  },
  {
    id: 'consumer-models',
    filter: consumerOfModels,
    type: 'content',
    order: 20,
    columns: 6,
    load: async () =>
      (await import('../consumer/ConsumerModelsCard')).ConsumerModelsCard,
  },
  {
    id: 'consumer-usage',
    filter: consumerOfModels,
    type: 'content',
    order: 25,
    columns: 6,
    load: async () =>
      (await import('../consumer/ConsumerUsageCard')).ConsumerUsageCard,
  },
  {
    id: 'ai-system',
    filter: { $all: [consumer, { $any: [usesModel, ...aiSystemAnnotated] }] },
    type: 'content',
    order: 30,
    columns: 6,
    load: async () => (await import('../consumer/AiSystemCard')).AiSystemCard,
  },
  {
    id: 'group-usage',
    filter: groupOfUsers,
    type: 'content',
    order: 15,
    columns: 6,
    load: async () => (await import('../group/GroupUsageCard')).GroupUsageCard,
  },
  {
    id: 'group-models',
    filter: {
      $all: [
        { kind: 'Group' },
        {
          $any: [related('ownerOf', 'model:'), related('ownerOf', 'gpupool:')],
        },
      ],
    },
    type: 'content',
    order: 20,
    columns: 6,
    load: async () =>
      (await import('../group/GroupModelsCard')).GroupModelsCard,
  },
];
