import type { Entity } from '@backstage/catalog-model';
import { relationsOf, toStatusItem } from '@modelyard/plugin-llm-common';

// The demo organisation is the one set of believable entities that the whole
// suite shares; it lies beside the packages, in none of them.
/* eslint-disable @backstage/no-relative-monorepo-imports */
import agentDesk from '../../../examples/gitops/components/agent-desk/catalog-info.yaml';
import bge from '../../../examples/gitops/models/bge-m3/catalog-info.yaml';
import gpt from '../../../examples/gitops/models/gpt-4-1/catalog-info.yaml';
import llama from '../../../examples/gitops/models/llama-3-1-70b/catalog-info.yaml';
import qwen from '../../../examples/gitops/models/qwen3-8b/catalog-info.yaml';
import supportTone from '../../../examples/gitops/models/support-tone/catalog-info.yaml';
import tariffClassifier from '../../../examples/gitops/models/tariff-classifier/catalog-info.yaml';
import whisper from '../../../examples/gitops/models/whisper-large-v3/catalog-info.yaml';
import a100Pool from '../../../examples/gitops/pools/a100-waw/catalog-info.yaml';
import h100Pool from '../../../examples/gitops/pools/h100-fra/catalog-info.yaml';
import mixedPool from '../../../examples/gitops/pools/mixed-ber/catalog-info.yaml';
import slurmPool from '../../../examples/gitops/pools/slurm-hpc/catalog-info.yaml';
/* eslint-enable @backstage/no-relative-monorepo-imports */

/** Entities of the catalog's own kinds that the models of the demo meet. */
const neighbours: Entity[] = [
  component('support-bot', {
    system: 'assistants',
    owner: 'assistants',
    dependsOn: ['qwen3-8b', 'support-tone', 'bge-m3'],
    consumesApis: ['llm-gateway'],
    annotations: {
      'modelyard.dev/ai-risk-class': 'limited',
      'modelyard.dev/ai-act-role': 'deployer',
      'modelyard.dev/intended-use': 'customer support',
      'modelyard.dev/oversight-contact': 'group:default/assistants',
    },
  }),
  component('driver-helpdesk', {
    system: 'assistants',
    owner: 'warehouse-systems',
    dependsOn: ['llama-3-1-70b'],
    consumesApis: ['llm-gateway'],
  }),
  component('call-summaries', {
    system: 'assistants',
    owner: 'assistants',
    dependsOn: ['qwen3-8b'],
    consumesApis: ['speech-to-text', 'llm-gateway'],
  }),
  component('llm-gateway', {
    system: 'llm-platform',
    owner: 'gpu-platform',
    providesApis: ['llm-gateway'],
  }),
  builtin('System', 'assistants', { owner: 'group:default/assistants' }),
  builtin('System', 'llm-platform', { owner: 'group:default/gpu-platform' }),
  builtin('API', 'llm-gateway', { owner: 'group:default/gpu-platform' }),
  builtin('API', 'speech-to-text', { owner: 'group:default/gpu-platform' }),
  builtin('Group', 'assistants', { type: 'team', children: [] }),
  builtin('Group', 'ml-platform', { type: 'team', children: [] }),
  builtin('Group', 'gpu-platform', { type: 'team', children: [] }),
];

function builtin(
  kind: string,
  name: string,
  spec: Entity['spec'],
  annotations?: Record<string, string>,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', annotations },
    spec,
  };
}

function component(
  name: string,
  options: {
    system: string;
    owner: string;
    dependsOn?: string[];
    consumesApis?: string[];
    providesApis?: string[];
    annotations?: Record<string, string>;
  },
): Entity {
  const { dependsOn = [], consumesApis, providesApis } = options;
  return builtin(
    'Component',
    name,
    {
      type: 'service',
      lifecycle: 'production',
      system: `system:default/${options.system}`,
      owner: `group:default/${options.owner}`,
      dependsOn: dependsOn.map(model => `model:default/${model}`),
      consumesApis: consumesApis?.map(api => `api:default/${api}`),
      providesApis: providesApis?.map(api => `api:default/${api}`),
    },
    options.annotations,
  );
}

/** The fields of the catalog's own kinds that its processor relates. */
const builtinRelations: Record<string, [string, string]> = {
  owner: ['ownedBy', 'ownerOf'],
  system: ['partOf', 'hasPart'],
  dependsOn: ['dependsOn', 'dependencyOf'],
  consumesApis: ['consumesApi', 'apiConsumedBy'],
  providesApis: ['providesApi', 'apiProvidedBy'],
};

function ownRelations(entity: Entity) {
  return Object.entries(builtinRelations).flatMap(
    ([field, [type, reverseType]]) =>
      [entity.spec?.[field] ?? []].flat().map(targetRef => ({
        type,
        reverseType,
        targetRef: String(targetRef),
      })),
  );
}

const refOf = ({ kind, metadata }: Entity) =>
  `${kind}:${metadata.namespace ?? 'default'}/${metadata.name}`.toLowerCase();

/** Relates entities in both directions, as the catalog's processing would. */
function related(entities: Entity[]): Entity[] {
  const byRef = new Map(
    entities.map(entity => [
      refOf(entity),
      { ...entity, relations: [] as NonNullable<Entity['relations']> },
    ]),
  );
  for (const [ref, entity] of byRef) {
    const relations = entity.apiVersion.startsWith('modelyard.dev/')
      ? relationsOf(entity)
      : ownRelations(entity);
    for (const { type, reverseType, targetRef } of relations) {
      entity.relations.push({ type, targetRef });
      byRef
        .get(targetRef)
        ?.relations.push({ type: reverseType, targetRef: ref });
    }
  }
  return [...byRef.values()];
}

const folders: Record<string, string> = {
  Model: 'models',
  GpuPool: 'pools',
  Component: 'components',
};

/**
 * What the provider of the GitOps repository adds to what it reads. The bundler
 * hands over YAML as objects, but declares it as text.
 */
function fromGitOps(file: unknown): Entity {
  const entity = file as Entity;
  const { metadata, kind } = entity;
  return {
    ...entity,
    metadata: {
      namespace: 'default',
      ...metadata,
      annotations: {
        ...metadata.annotations,
        'backstage.io/managed-by-location': `modelyard-gitops:${folders[kind]}/${metadata.name}/catalog-info.yaml`,
      },
    },
  };
}

/** As the rules leave it when two models claim one alias. */
const warned = {
  ...fromGitOps(qwen),
  status: {
    items: [
      toStatusItem({
        code: 'alias-collision',
        path: 'spec.deployments[0].aliases[0]',
        message: 'is claimed by model:default/gpt-4-1 as well',
        severity: 'warning',
      }),
    ],
  },
};

/** A part of the demo organisation, related as in the catalog. */
export const demoEntities: Entity[] = related([
  ...[
    agentDesk,
    bge,
    gpt,
    llama,
    supportTone,
    tariffClassifier,
    whisper,
    a100Pool,
    h100Pool,
    mixedPool,
    slurmPool,
  ].map(fromGitOps),
  warned,
  ...neighbours,
]);

/**
 * An entity of the demo by its ref.
 *
 * @throws Error when the demo has no such entity
 */
export function demoEntity(ref: string): Entity {
  const found = demoEntities.find(entity => refOf(entity) === ref);
  if (!found) {
    throw new Error(`The demo has no entity ${ref}`);
  }
  return found;
}
