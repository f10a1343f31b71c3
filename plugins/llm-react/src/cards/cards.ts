import type { FilterPredicate } from '@backstage/filter-predicates';
import {
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
    id: 'model-about',
    filter: model,
    type: 'content',
    order: 30,
    columns: 12,
    load: async () => (await import('../model/ModelAboutCard')).ModelAboutCard,
  },
  {
    id: 'model-deployments',
    filter: model,
    type: 'content',
    order: 40,
    columns: 12,
    load: async () =>
      (await import('../model/ModelDeploymentsCard')).ModelDeploymentsCard,
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
    filter: {
      $all: [
        consumer,
        {
          relations: {
            $contains: {
              type: 'dependsOn',
              targetRef: { $hasPrefix: 'model:' },
            },
          },
        },
      ],
    },
    type: 'content',
    order: 20,
    columns: 6,
    load: async () =>
      (await import('../consumer/ConsumerModelsCard')).ConsumerModelsCard,
  },
  {
    id: 'ai-system',
    filter: consumer,
    type: 'content',
    order: 30,
    columns: 6,
    load: async () => (await import('../consumer/AiSystemCard')).AiSystemCard,
  },
  {
    id: 'group-models',
    filter: { kind: 'Group' },
    type: 'content',
    order: 20,
    columns: 6,
    load: async () =>
      (await import('../group/GroupModelsCard')).GroupModelsCard,
  },
];
