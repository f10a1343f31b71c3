import { Architecture, assess, readConfig } from '@modelyard/llm-sizing';
import fs from 'fs';
import path from 'path';
import { models, pools } from '../__testUtils__/examples';
import { ModelEntityV1alpha1, validateModel } from '../kinds';
import { readArchitecture, writeArchitecture } from './readArchitecture';
import {
  toAssessedModel,
  toAssessedPool,
  toBaseDeployment,
} from './toAssessed';

const CONFIGS = process.env.MODELYARD_MODEL_CONFIGS;

function entityOf(architecture: Architecture): ModelEntityV1alpha1 {
  return {
    apiVersion: 'modelyard.dev/v1alpha1',
    kind: 'Model',
    metadata: { name: 'read', namespace: 'berlin' },
    spec: {
      type: 'chat',
      lifecycle: 'production',
      owner: 'group:berlin/ml',
      versions: [
        {
          name: 'v1',
          kind: 'weights',
          source: { uri: 'hf://example/read' },
          quantization: architecture.quantization ?? 'none',
          architecture: writeArchitecture(architecture),
        },
      ],
    },
  };
}

/** Everything that an architecture can say. */
const complete: Architecture = {
  weightBytes: 400e9,
  parameters: { total: 397e9, active: 17e9 },
  weightFormats: [
    { format: 'fp8', parameters: 390e9 },
    { format: 'bf16', parameters: 7e9 },
  ],
  storedTypes: [{ type: 'F8_E4M3', elements: 390e9, bytes: 390e9 }],
  dtype: 'bf16',
  quantization: 'fp8',
  quantizationGroup: 128,
  kvCacheFormat: 'fp8',
  hiddenSize: 4096,
  vocabSize: 248320,
  tiedEmbeddings: false,
  contextLength: 262144,
  embeddingDimensions: 4096,
  layers: [
    {
      count: 15,
      attention: 'full',
      heads: 32,
      kvHeads: 2,
      headDim: 256,
      valueHeadDim: 128,
      parameters: 6.6e9,
      experts: {
        total: 512,
        active: 10,
        shared: 1,
        intermediateSize: 1024,
        parameters: 12.6e6,
      },
    },
    { count: 45, attention: 'linear', stateBytes: 2_105_344 },
    {
      count: 3,
      attention: 'mla',
      kvLoraRank: 512,
      ropeHeadDim: 64,
      indexHeadDim: 128,
      intermediateSize: 18432,
    },
    {
      count: 2,
      attention: 'cross',
      heads: 32,
      kvHeads: 8,
      headDim: 128,
      window: 1601,
    },
  ],
  towers: [
    {
      kind: 'vision',
      parameters: 460e6,
      format: 'bf16',
      layers: 27,
      hiddenSize: 1152,
      intermediateSize: 4304,
    },
  ],
  predictionLayers: { count: 1, parameters: 6.6e9 },
};

describe('the architecture of an entity', () => {
  it('holds all that sizing may know', () => {
    const entity = entityOf(complete);
    expect(validateModel(entity)).toEqual([]);
    expect(readArchitecture(entity.spec.versions[0])).toEqual(complete);
  });

  it('is read with its units, and without what cannot be read', () => {
    expect(
      readArchitecture({
        name: 'v1',
        kind: 'weights',
        quantization: 'none',
        architecture: {
          weightBytes: '131.4 GiB',
          parameters: { total: '70.6B', active: 'many' },
          weightFormats: [
            { format: 'fp8', parameters: '1B' },
            { format: 'bf16', parameters: 'the rest' },
          ],
          layers: [{ count: 2, attention: 'linear', stateBytes: '1 MiB' }],
        },
      }),
    ).toEqual({
      weightBytes: Math.round(131.4 * 1024 ** 3),
      parameters: { total: 70.6e9 },
      layers: [{ count: 2, attention: 'linear', stateBytes: 1024 ** 2 }],
    });
    expect(readArchitecture({ name: 'v1', kind: 'external' })).toBeUndefined();
  });
});

// Without the files this reports itself as skipped.
(CONFIGS ? describe : describe.skip)('the architecture of real models', () => {
  it('loses nothing in an entity', () => {
    const files = fs.readdirSync(CONFIGS!).filter(f => f.endsWith('.json'));
    const read = files.flatMap(file => {
      const config = fs.readFileSync(path.join(CONFIGS!, file), 'utf8');
      const result = readConfig({ config });
      return result.ok ? [{ file, architecture: result.value }] : [];
    });
    expect(read.length).toBeGreaterThanOrEqual(25);
    for (const { file, architecture } of read) {
      const entity = entityOf(architecture);
      expect([file, validateModel(entity)]).toEqual([file, []]);
      expect([file, readArchitecture(entity.spec.versions[0])]).toEqual([
        file,
        architecture,
      ]);
    }
  });
});

describe('the verdict on the demo organisation', () => {
  const now = new Date('2026-11-26T00:00:00Z');
  const workload = {
    promptTokens: 2000,
    answerTokens: 400,
    concurrentRequests: 10,
    longestContext: 8192,
  };

  it('is possible for every version with weights, on every device group', () => {
    const groups = pools.flatMap(({ spec }) => spec.devices).length;
    for (const entity of models) {
      const model = toAssessedModel(entity);
      for (const { name, kind } of model.versions) {
        if (kind !== 'weights') continue;
        const assessment = assess({
          model,
          version: name,
          workload,
          pools: pools.map(pool => toAssessedPool({ entity: pool, now })),
          usage: 'declared',
        });
        expect(assessment.groups).toHaveLength(groups);
      }
    }
  });

  it('names refs, and prices of the moment', () => {
    const pool = pools.find(({ metadata }) => metadata.name === 'mixed-ber')!;
    const assessed = toAssessedPool({ entity: pool, now, servedBy: ['x'] });
    expect(assessed.name).toBe('gpupool:default/mixed-ber');
    expect(
      assessed.devices.map(({ name, pricePerGpuHour, servedBy }) => [
        name,
        pricePerGpuHour,
        servedBy,
      ]),
    ).toEqual([
      ['whole', { amount: '1.1', currency: 'EUR' }, ['x']],
      ['shared', { amount: '1.1', currency: 'EUR' }, ['x']],
      ['slices', { amount: '2.4', currency: 'EUR' }, ['x']],
    ]);
  });

  it('lets nothing be put on a pool of Slurm, which no family renders for', () => {
    const servers = pools.map(pool => [
      pool.spec.type,
      toAssessedPool({ entity: pool, now }).devices[0].servedBy,
    ]);
    expect(servers).toContainEqual(['slurm', []]);
    expect(servers).toContainEqual(['kubernetes', undefined]);
  });

  it('knows of a base what an adapter needs to know of it', () => {
    const find = (name: string) =>
      models.find(({ metadata }) => metadata.name === name)!;
    const entity = find('qwen3-8b');
    const deployment = entity.spec.deployments!.find(
      ({ name }) => name === 'prod',
    )!;
    const options = {
      entity,
      deployment,
      version: deployment.version,
      devices: 'whole',
      engine: { tensorParallel: 1 },
    };
    expect(toBaseDeployment(options)).toEqual({
      model: 'model:default/qwen3-8b',
      version: '2025-04-bf16',
      deployment: 'prod',
      pool: 'gpupool:default/mixed-ber',
      devices: 'whole',
      architecture: readArchitecture(entity.spec.versions[0]),
      engine: { tensorParallel: 1 },
      retiresOn: undefined,
      lifecycle: 'production',
      replacedBy: undefined,
      dataClasses: ['public', 'internal'],
    });
    expect(toBaseDeployment({ ...options, version: 'gone' })).toBeUndefined();
    const elsewhere = {
      ...deployment,
      on: { provider: 'resource:default/azure-openai-swc' },
    };
    expect(
      toBaseDeployment({ ...options, deployment: elsewhere }),
    ).toBeUndefined();

    // A short ref in an entity means the same model.
    const adapter = find('support-tone');
    const [version] = adapter.spec.versions;
    const short = {
      ...adapter,
      spec: {
        ...adapter.spec,
        versions: [
          { ...version, adapts: { ...version.adapts!, model: 'Qwen3-8B' } },
        ],
      },
    };
    expect(toAssessedModel(short).versions[0].adapter).toMatchObject({
      baseModel: 'model:default/qwen3-8b',
      rank: 16,
    });
  });
});
