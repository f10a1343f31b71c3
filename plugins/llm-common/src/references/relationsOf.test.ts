import { Entity } from '@backstage/catalog-model';
import { llmRelationPairs, relationsOf } from '..';

function model(spec: object): Entity {
  return {
    apiVersion: 'modelyard.dev/v1alpha1',
    kind: 'Model',
    metadata: { name: 'qwen3-14b', namespace: 'research' },
    spec: { type: 'chat', ...spec },
  };
}

function pairs(entity: Entity) {
  return relationsOf(entity).map(
    ({ type, reverseType, targetRef }) => `${type}/${reverseType} ${targetRef}`,
  );
}

describe('relationsOf', () => {
  it('reads every reference of a model, each relation once', () => {
    expect(
      pairs(
        model({
          owner: 'ml-platform',
          system: 'system:default/assistants',
          derivedFrom: ['Model:default/Qwen3-14B-Base', 'qwen3-8b'],
          trainedOn: ['resource:default/tickets'],
          versions: [
            {
              name: 'v1',
              kind: 'adapter',
              adapts: { model: 'model:default/base' },
            },
            {
              name: 'v2',
              kind: 'adapter',
              adapts: { model: 'model:default/base' },
            },
          ],
          deployments: [
            { name: 'prod', on: { pool: 'h100-fra', devices: 'whole' } },
            { name: 'stage', on: { pool: 'gpupool:research/h100-fra' } },
            { name: 'bought', on: { provider: 'resource:default/azure' } },
            {
              name: 'lora',
              on: { base: { model: 'model:default/base', deployment: 'prod' } },
            },
          ],
          providesApis: ['api:default/llm-gateway'],
          retirement: { replacedBy: 'qwen4-14b' },
        }),
      ),
    ).toEqual([
      'ownedBy/ownerOf group:research/ml-platform',
      'partOf/hasPart system:default/assistants',
      'derivedFrom/hasDerivative model:default/qwen3-14b-base',
      'derivedFrom/hasDerivative model:research/qwen3-8b',
      'trainedOn/usedToTrain resource:default/tickets',
      'adapts/hasAdapter model:default/base',
      'runsOn/hosts gpupool:research/h100-fra',
      'runsOn/hosts resource:default/azure',
      'providesApi/apiProvidedBy api:default/llm-gateway',
      'replacedBy/replaces model:research/qwen4-14b',
    ]);
  });

  it('reads owner and system of a pool, and no quota', () => {
    expect(
      pairs({
        apiVersion: 'modelyard.dev/v1alpha1',
        kind: 'GpuPool',
        metadata: { name: 'h100-fra', namespace: 'infra' },
        spec: {
          owner: 'user:default/jane',
          system: 'gpu-cloud',
          quotas: [
            { group: 'group:default/search', devices: 'whole', limit: 1 },
          ],
        },
      }),
    ).toEqual([
      'ownedBy/ownerOf user:default/jane',
      'partOf/hasPart system:infra/gpu-cloud',
    ]);
  });

  it('leaves out what is of the wrong kind, unreadable, or the model itself', () => {
    expect(
      pairs(
        model({
          owner: 'component:default/bot',
          system: 'a:b:c/d',
          derivedFrom: ['model:research/qwen3-14b', 'QWEN3-14B'],
          deployments: [{ name: 'prod', on: { pool: 'component:default/x' } }],
        }),
      ),
    ).toEqual([]);
  });

  it('leaves kinds of other groups alone, also those of the same name', () => {
    expect(
      relationsOf({
        ...model({ owner: 'group:default/a' }),
        apiVersion: 'other.example/v1',
      }),
    ).toEqual([]);
  });

  it('emits no pair that is not declared', () => {
    const builtIn = [
      'ownedBy/ownerOf',
      'partOf/hasPart',
      'providesApi/apiProvidedBy',
    ];
    const declared = llmRelationPairs.map(
      pair => `${pair.type}/${pair.reverseType}`,
    );
    expect(new Set([...builtIn, ...declared]).size).toBe(8);
    const types = llmRelationPairs.flatMap(pair => [
      pair.type,
      pair.reverseType,
    ]);
    expect(new Set(types).size).toBe(types.length);
  });
});
