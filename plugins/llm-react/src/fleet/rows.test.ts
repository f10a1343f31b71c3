import type { Entity } from '@backstage/catalog-model';
import {
  embedder,
  fleet,
  gpt,
  h100,
  lora,
  poolEntity,
  provider,
  slurm,
} from '../__testUtils__/fleetEntities';
import { llama, modelEntity } from '../__testUtils__/entities';
import { modelRows } from './modelRows';
import { poolRows } from './poolRows';

const now = new Date('2026-11-23T12:00:00Z');

function rowOf(model: Entity, models: Entity[] = [llama, gpt, lora, embedder]) {
  const [row] = modelRows({
    models: [...new Set([model, ...models])],
    places: [h100, slurm, provider],
    now,
  });
  return row;
}

describe('modelRows', () => {
  it('reads everything that a model states', () => {
    expect(rowOf(llama)).toEqual({
      ref: 'model:assistants/llama-3-3-70b',
      title: 'Llama 3.3 70B Instruct',
      task: 'chat',
      capabilities: ['tool-calling', 'structured-output'],
      parameters: 70_600_000_000,
      activeParameters: undefined,
      contextLength: 131072,
      lifecycle: 'production',
      owner: 'group:default/ml-platform',
      newestVersion: '2024-12-06-fp8',
      places: [
        {
          deployment: 'prod',
          kind: 'pool',
          ref: 'gpupool:gpu/h100-fra',
          title: 'H100 Frankfurt',
          region: 'eu-central',
        },
      ],
      regions: ['eu-central'],
      inputPrice: { currency: 'EUR', amount: 0.4 },
      outputPrice: { currency: 'EUR', amount: 1.2 },
      otherPrices: [],
      ttftP95: 500,
      availability: 0.999,
      consumers: 2,
      searchText: expect.stringContaining('assistant-large'),
    });
  });

  it('leaves unknown what a model does not state', () => {
    expect(rowOf(embedder)).toMatchObject({
      capabilities: [],
      places: [],
      regions: [],
      outputPrice: undefined,
      ttftP95: undefined,
      availability: undefined,
      consumers: 0,
    });
    expect(rowOf(gpt)).toMatchObject({
      parameters: undefined,
      contextLength: undefined,
    });
  });

  it('does not take missing relations for nobody', () => {
    expect(
      rowOf({ ...llama, relations: undefined }, []).consumers,
    ).toBeUndefined();
  });

  it('finds the region of a provider', () => {
    expect(rowOf(gpt).places).toEqual([
      {
        deployment: 'prod',
        kind: 'provider',
        ref: 'resource:external/azure-openai-swc',
        title: 'Azure OpenAI, Sweden Central',
        region: 'eu-north',
      },
    ]);
  });

  it('finds an adapter where its base is', () => {
    expect(rowOf(lora)).toMatchObject({
      places: [
        {
          kind: 'base',
          ref: 'model:assistants/llama-3-3-70b',
          title: 'Llama 3.3 70B Instruct',
          region: 'eu-central',
        },
      ],
      regions: ['eu-central'],
    });
  });

  it('ends at adapters that name each other, or a base that is not there', () => {
    const on = (model: string) => ({
      deployments: [
        {
          name: 'prod',
          version: '2026-05',
          environment: 'production',
          on: { base: { model, deployment: 'prod' } },
        },
      ],
    });
    const a = modelEntity({
      name: 'a',
      namespace: 'ring',
      spec: on('model:b'),
    });
    const b = modelEntity({
      name: 'b',
      namespace: 'ring',
      spec: on('model:a'),
    });
    const c = modelEntity({
      name: 'c',
      namespace: 'ring',
      spec: on('model:gone'),
    });
    for (const model of [a, b, c]) {
      expect(rowOf(model, [a, b, c]).places[0].region).toBeUndefined();
    }
  });

  it('names a place that the catalog does not show by its ref', () => {
    const [row] = modelRows({ models: [llama], places: [], now });
    expect(row.places).toEqual([
      expect.objectContaining({
        ref: 'gpupool:gpu/h100-fra',
        title: undefined,
        region: undefined,
      }),
    ]);
  });

  it('takes the price of the day', () => {
    const model = modelEntity({
      name: 'm',
      spec: {
        pricing: [
          { from: '2026-01-01', currency: 'EUR', perMillionInputTokens: 3 },
          { from: '2026-11-24', currency: 'EUR', perMillionInputTokens: 2 },
        ],
      },
    });
    const priceOn = (day: string) =>
      modelRows({ models: [model], places: [], now: new Date(day) })[0]
        .inputPrice?.amount;
    expect(priceOn('2025-12-31T23:59:59Z')).toBeUndefined();
    expect(priceOn('2026-11-23T23:59:59Z')).toBe(3);
    expect(priceOn('2026-11-24T00:00:00Z')).toBe(2);
  });

  it('reads prices in other units than tokens', () => {
    const row = rowOf(
      modelEntity({
        name: 'bge-reranker',
        spec: {
          type: 'rerank',
          pricing: [
            {
              from: '2026-01-01',
              currency: 'USD',
              perMillionInputTokens: 0.02,
              perThousandRequests: 2,
            },
          ],
        },
      }),
    );
    expect(row).toMatchObject({
      inputPrice: { currency: 'USD', amount: 0.02 },
      outputPrice: undefined,
      otherPrices: [
        { unit: 'perThousandRequests', currency: 'USD', amount: 2 },
      ],
    });
  });

  it('tells active parameters from all where they differ', () => {
    const mixture = modelEntity({
      name: 'qwen3-30b-a3b',
      spec: {
        versions: [
          {
            name: '1',
            kind: 'weights',
            architecture: { parameters: { total: '30.5B', active: '3.3B' } },
          },
        ],
      },
    });
    expect(rowOf(mixture)).toMatchObject({
      parameters: 30_500_000_000,
      activeParameters: 3_300_000_000,
    });
  });

  it('leaves out kinds of the same name that others defined', () => {
    const foreign = { ...llama, apiVersion: 'mlops.example/v1' };
    expect(modelRows({ models: [foreign], places: [], now })).toEqual([]);
    expect(poolRows({ pools: [{ ...h100, apiVersion: 'x/v1' }], now })).toEqual(
      [],
    );
  });
});

describe('poolRows', () => {
  it('reads everything that a pool declares', () => {
    expect(poolRows({ pools: fleet, now })[0]).toEqual({
      ref: 'gpupool:gpu/h100-fra',
      title: 'H100 Frankfurt',
      type: 'kubernetes',
      lifecycle: 'production',
      owner: 'group:default/gpu-platform',
      devices: [
        {
          name: 'whole',
          accelerator: 'nvidia-h100-sxm-80gb',
          acceleratorTitle: 'NVIDIA H100 SXM 80 GB',
          gpus: 24,
          allocation: 'dra',
          sharing: 'exclusive',
        },
        {
          name: 'slices',
          accelerator: 'nvidia-h100-sxm-80gb',
          acceleratorTitle: 'NVIDIA H100 SXM 80 GB',
          gpus: 8,
          allocation: 'device-plugin',
          sharing: 'mig',
        },
      ],
      gpus: 32,
      region: 'eu-central',
      allowedDataClasses: ['public', 'internal', 'confidential'],
      models: 1,
      gpuHourPrices: [{ currency: 'EUR', amount: 2.4 }],
      quotas: [{ unit: 'gpu', limits: 20 }],
      searchText: expect.stringContaining('nvidia h100 sxm 80 gb'),
    });
  });

  it('says nothing that a pool does not say', () => {
    expect(poolRows({ pools: [slurm], now })[0]).toMatchObject({
      region: undefined,
      gpuHourPrices: [],
      quotas: [],
      devices: [{ accelerator: 'acme-x9-192gb', acceleratorTitle: undefined }],
      models: 0,
    });
    const [row] = poolRows({
      pools: [{ ...slurm, relations: undefined }],
      now,
    });
    expect(row.models).toBeUndefined();
  });

  it('keeps prices of device groups apart, and sums quotas by what they count', () => {
    const pool = poolEntity({
      name: 'mixed',
      spec: {
        devices: [
          ...h100.spec.devices,
          { ...h100.spec.devices[1], name: 'more-slices' },
        ],
        quotas: [
          { group: 'group:default/a', devices: 'whole', limit: 3 },
          { group: 'group:default/a', devices: 'slices', limit: 5 },
          { group: 'group:default/b', devices: 'more-slices', limit: 7 },
        ],
        pricing: [
          { from: '2026-01-01', currency: 'EUR', perGpuHour: 2.4 },
          {
            from: '2026-02-01',
            currency: 'EUR',
            perGpuHour: 1.2,
            devices: 'slices',
          },
          {
            from: '2099-01-01',
            currency: 'EUR',
            perGpuHour: 1,
            devices: 'whole',
          },
        ],
      },
    });
    expect(poolRows({ pools: [pool], now })[0]).toMatchObject({
      gpuHourPrices: [
        { currency: 'EUR', amount: 1.2 },
        { currency: 'EUR', amount: 2.4 },
      ],
      quotas: [
        { unit: 'gpu', limits: 3 },
        { unit: 'partition', limits: 12 },
      ],
    });
  });
});
