import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import {
  evaluateFilterPredicate,
  parseFilterPredicate,
} from '@backstage/filter-predicates';
import { toStatusItem } from '@modelyard/plugin-llm-common';
import { llama, modelEntity, relationList } from '../__testUtils__/entities';
import { llmCards, llmUsageFilter } from '.';

const folders = ['model', 'pool', 'consumer', 'group'];

const cardFiles = folders.flatMap(folder =>
  readdirSync(join(__dirname, '..', folder))
    .filter(file => file.endsWith('Card.tsx'))
    .map(file => file.replace(/\.tsx$/, '')),
);

function idsFor(subject: Entity): string[] {
  return [...llmCards]
    .sort((a, b) => a.order - b.order)
    .filter(({ filter }) => evaluateFilterPredicate(filter, subject))
    .map(({ id }) => id);
}

function entity(options: Partial<Entity> & { kind: string }): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    metadata: { name: 'x', namespace: 'search' },
    ...options,
  };
}

describe('llmCards', () => {
  it('lists every card file, each under an id of its own', async () => {
    const components = await Promise.all(llmCards.map(({ load }) => load()));
    expect(components.map(({ name }) => name).sort()).toEqual(cardFiles.sort());
    expect(new Set(llmCards.map(({ id }) => id)).size).toBe(llmCards.length);
  });

  it('has filters that an operator could write in the configuration', () => {
    for (const { filter } of llmCards) {
      expect(parseFilterPredicate(JSON.parse(JSON.stringify(filter)))).toEqual(
        filter,
      );
    }
  });

  it('puts the cards of a model in order', () => {
    expect(idsFor(llama)).toEqual([
      'model-actions',
      'model-deployments',
      'model-usage',
      'model-latency',
      'model-availability',
      'model-guardrails',
      'model-cost',
      'model-consumers',
      'model-lineage',
      'model-about',
      'model-measures',
    ]);
  });

  it.each([
    [
      'a deprecated model',
      modelEntity({ name: 'm', spec: { lifecycle: 'deprecated' } }),
    ],
    [
      'a retired model',
      modelEntity({ name: 'm', spec: { lifecycle: 'retired' } }),
    ],
    [
      'a model with a date to go',
      modelEntity({
        name: 'm',
        spec: { retirement: { retiresOn: '2027-01-01' } },
      }),
    ],
    [
      'a model with warnings',
      modelEntity({
        name: 'm',
        status: {
          items: [
            { type: 'other', level: 'error', message: 'not ours' },
            toStatusItem({
              path: 'spec',
              code: 'x',
              message: 'y',
              severity: 'warning',
            }),
          ],
        },
      }),
    ],
  ])('opens the page of %s with the notice', (_name, model) => {
    expect(idsFor(model)[0]).toBe('model-notice');
  });

  it('gives a tab of usage to models, and to those that may use them', () => {
    const has = (subject: Entity) =>
      evaluateFilterPredicate(llmUsageFilter, subject);
    expect(has(llama)).toBe(true);
    expect(has({ ...llama, kind: 'GpuPool' })).toBe(false);
    expect(has({ ...llama, apiVersion: 'mlops.example/v1' })).toBe(false);
    const user = (kind: string, relations: Record<string, string[]>) =>
      has(entity({ kind, relations: relationList(relations) }));
    expect(user('Component', { dependsOn: ['model:a/b'] })).toBe(true);
    expect(user('Component', { dependsOn: ['resource:a/b'] })).toBe(false);
    expect(user('System', { hasPart: ['component:a/b'] })).toBe(true);
    expect(user('Group', { ownerOf: ['system:a/b'] })).toBe(true);
    expect(user('Group', { ownerOf: ['model:a/b'] })).toBe(false);
    expect(user('User', { memberOf: ['group:a/b'] })).toBe(false);
  });

  it('shows capacity, use, models and quotas of a pool', () => {
    expect(
      idsFor({ ...llama, kind: 'GpuPool', spec: { type: 'kubernetes' } }),
    ).toEqual([
      'pool-actions',
      'pool-capacity',
      'pool-utilisation',
      'pool-costs',
      'pool-models',
      'pool-quotas',
    ]);
  });

  it('leaves kinds of the same name of somebody else alone', () => {
    for (const kind of ['Model', 'GpuPool']) {
      expect(
        idsFor({ ...llama, kind, apiVersion: 'mlops.example/v1' }),
      ).toEqual([]);
    }
  });

  it('shows the models of what depends on one, and nothing on other components', () => {
    const dependent = entity({
      kind: 'Component',
      relations: relationList({
        dependsOn: ['model:assistants/llama-3-3-70b'],
      }),
    });
    expect(idsFor(dependent)).toEqual([
      'consumer-models',
      'consumer-usage',
      'ai-system',
    ]);
    expect(
      idsFor(
        entity({
          kind: 'Component',
          relations: relationList({ dependsOn: ['resource:default/db'] }),
        }),
      ),
    ).toEqual([]);
    expect(idsFor(entity({ kind: 'User' }))).toEqual([]);
  });

  it('looks into a system that has components, and reads it as an AI system when it says so', () => {
    const hasPart = ['component:assistants/support-bot'];
    expect(
      idsFor(entity({ kind: 'System', relations: relationList({ hasPart }) })),
    ).toEqual(['consumer-models', 'consumer-usage']);
    expect(
      idsFor(
        entity({
          kind: 'System',
          relations: relationList({ hasPart: ['api:default/orders'] }),
        }),
      ),
    ).toEqual([]);
    expect(
      idsFor(
        entity({
          kind: 'System',
          metadata: {
            name: 'helpdesk',
            namespace: 'assistants',
            annotations: { 'modelyard.dev/oversight-contact': 'a@b.example' },
          },
        }),
      ),
    ).toEqual(['ai-system']);
  });

  it('shows a group what it owns of the fleet and what it uses, and nothing to other groups', () => {
    const owning = (ownerOf: string[]) =>
      entity({ kind: 'Group', relations: relationList({ ownerOf }) });
    expect(idsFor(owning(['model:search/bge-m3']))).toEqual(['group-models']);
    expect(idsFor(owning(['gpupool:gpu/h100-fra']))).toEqual(['group-models']);
    expect(idsFor(owning(['component:search/api']))).toEqual(['group-usage']);
    expect(idsFor(owning(['component:a/b', 'model:a/c']))).toEqual([
      'group-usage',
      'group-models',
    ]);
    expect(idsFor(owning(['resource:search/db']))).toEqual([]);
    expect(
      idsFor(
        entity({
          kind: 'Group',
          relations: relationList({ parentOf: ['group:search/ranking'] }),
        }),
      ),
    ).toEqual(['group-usage']);
  });
});
