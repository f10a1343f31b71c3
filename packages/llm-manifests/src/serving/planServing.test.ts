import {
  accelerators,
  assess,
  AssessedDevices,
  EngineOptions,
  Placement,
} from '@modelyard/llm-sizing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { findFamily, platformSchema, Subject } from '..';
import { PlacedDevices } from './planDevices';
import { planServing, toEngineOptions } from './planServing';

const GIB = 2 ** 30;
const platform = platformSchema.parse(
  parse(
    readFileSync(
      join(__dirname, '../families/__testUtils__/platform.yaml'),
      'utf8',
    ),
  ),
);
const subject: Subject = {
  kind: 'deployment',
  name: 'small-prod',
  namespace: 'assistants',
  model: 'model:default/small',
  version: 'v1',
  deployment: 'prod',
  environment: 'production',
  servedModelName: 'small',
  aliases: [],
  owner: 'group:default/ml-platform',
};

/** As a small model with eight heads is: 1.6 GB of weights. */
function placementOn(options: {
  devices: AssessedDevices;
  engine?: EngineOptions;
  billions?: number;
  concurrentRequests?: number;
}): Placement | undefined {
  const { devices, engine, billions = 0.8, concurrentRequests = 4 } = options;
  const [group] = assess({
    model: {
      name: 'small',
      versions: [
        {
          name: 'v1',
          kind: 'weights',
          architecture: {
            parameters: { total: billions * 1e9, active: billions * 1e9 },
            dtype: 'bf16',
            hiddenSize: 1024,
            vocabSize: 32_000,
            contextLength: 8192,
            layers: [
              {
                count: 24,
                attention: 'full',
                heads: 8,
                kvHeads: 8,
                headDim: 128,
              },
            ],
          },
        },
      ],
    },
    intent: { engine },
    workload: {
      promptTokens: 500,
      answerTokens: 100,
      concurrentRequests,
      longestContext: 4096,
    },
    pools: [
      {
        name: 'gpupool:default/test',
        type: 'kubernetes',
        cluster: 'test',
        devices: [devices],
      },
    ],
    usage: 'declared',
  }).groups;
  return ['fits', 'tight'].includes(group.verdict)
    ? group.placement
    : undefined;
}

/** What a family makes of a plan: its error messages. */
function errorsOf(
  family: string,
  plan: ReturnType<typeof planServing>,
): string[] {
  if (!plan.ok) {
    return plan.issues.map(({ message }) => message);
  }
  const { engine, placement, nodes, servers, memory, storage } = plan.value;
  const result = findFamily(family)!.render({
    subject,
    platform,
    input: {
      source: { uri: 'hf://example/small', revision: '0'.repeat(40) },
      engine,
      placement,
      nodes,
      replicas: { min: servers },
      runtime: { memory },
      ...(family === 'vllm-deployment' && {
        cache: { kind: 'ephemeral', size: storage },
      }),
    },
  });
  return result.issues
    .filter(({ severity }) => severity === 'error')
    .map(({ path, message }) => `${path} ${message}`);
}

const kinds: Array<Pick<PlacedDevices, 'allocation' | 'sharing'>> = (
  ['dra', 'device-plugin'] as const
).flatMap(allocation =>
  (['exclusive', 'mig', 'time-slicing', 'mps', 'vgpu'] as const).map(
    strategy => ({ allocation, sharing: { strategy } }),
  ),
);

const group = (options: {
  accelerator: string;
  strategy: PlacedDevices['sharing']['strategy'];
  profile?: string;
  nodes?: number;
  perNode?: number;
}): AssessedDevices => ({
  name: 'test',
  accelerator: options.accelerator,
  nodes: options.nodes ?? 2,
  perNode: options.perNode ?? 8,
  sharing: {
    strategy: options.strategy,
    ...(options.strategy === 'mig' && {
      profiles: [{ name: options.profile!, count: 1 }],
    }),
    ...(['time-slicing', 'mps', 'vgpu'].includes(options.strategy) && {
      replicas: 2,
    }),
  },
  interconnect: { kind: 'infiniband', span: 'pool' },
});

describe('a plan of servers', () => {
  it.each(accelerators)(
    'is rendered without an error wherever a model fits on $id',
    ({ id, partitionProfiles, kubernetes }) => {
      let planned = 0;
      for (const { allocation, sharing } of kinds) {
        const { strategy } = sharing;
        const profile = partitionProfiles.at(-1)?.name;
        if (strategy === 'mig' && !profile) {
          continue;
        }
        const devices = group({ accelerator: id, strategy, profile });
        const placement = placementOn({ devices });
        if (!placement) {
          continue;
        }
        const plan = planServing({
          placement,
          devices: {
            ...devices,
            allocation,
            ...(allocation === 'dra' &&
              ['time-slicing', 'mps', 'vgpu'].includes(strategy) && {
                sharedClaim: 'shared-gpu',
              }),
          },
          weightBytes: 1.6e9,
        });
        planned += plan.ok ? 1 : 0;
        expect(plan.ok).toBe(
          allocation === 'device-plugin' || kubernetes?.draDriver !== undefined,
        );
        if (!plan.ok) {
          continue;
        }
        for (const family of [
          'vllm-deployment',
          'kserve-inference-service',
          'kserve-llm-inference-service',
        ]) {
          expect([
            family,
            allocation,
            strategy,
            errorsOf(family, plan),
          ]).toEqual([family, allocation, strategy, []]);
        }
      }
      expect(planned).toBeGreaterThanOrEqual(4);
    },
  );

  it('says how whole GPUs, partitions and shares are asked for', () => {
    const plan = (
      strategy: PlacedDevices['sharing']['strategy'],
      rest: Partial<PlacedDevices> = {},
    ) => {
      const devices = group({
        accelerator: 'nvidia-h100-sxm-80gb',
        strategy,
        profile: '1g.10gb+me',
      });
      const result = planServing({
        placement: placementOn({ devices })!,
        devices: { ...devices, allocation: 'device-plugin', ...rest },
        weightBytes: 1.6e9,
      });
      return result.ok ? result.value.placement : result.issues;
    };
    const product = { 'nvidia.com/gpu.product': 'NVIDIA-H100-80GB-HBM3' };
    expect(plan('exclusive')).toEqual({
      gpus: 1,
      allocation: 'device-plugin',
      resource: 'nvidia.com/gpu',
      nodeSelector: product,
    });
    expect(plan('mig', { nodeSelector: { pool: 'slices' } })).toEqual({
      gpus: 1,
      allocation: 'device-plugin',
      resource: 'nvidia.com/mig-1g.10gb.me',
      partition: '1g.10gb+me',
      nodeSelector: { pool: 'slices' },
    });
    expect(plan('mig', { resourceName: 'nvidia.com/gpu' })).toMatchObject({
      resource: 'nvidia.com/gpu',
    });
    expect(plan('time-slicing')).toMatchObject({
      resource: 'nvidia.com/gpu.shared',
    });
    expect(plan('vgpu')).toMatchObject({ resource: 'nvidia.com/gpu' });
    expect(plan('exclusive', { allocation: 'dra' })).toEqual({
      gpus: 1,
      allocation: 'dra',
      deviceSelectors: [
        "'productName' in device.attributes['gpu.nvidia.com'] && device.attributes['gpu.nvidia.com'].productName == 'NVIDIA H100 80GB HBM3'",
      ],
    });
    expect(plan('mig', { allocation: 'dra' })).toMatchObject({
      deviceClass: 'mig.nvidia.com',
      partition: '1g.10gb+me',
    });
    expect(plan('mps', { allocation: 'dra' })).toEqual([
      {
        path: 'devices.sharedClaim',
        code: 'claim-needed',
        message:
          'must name the ResourceClaim of the pool that servers share: with dra, mps is a matter of that claim',
        severity: 'error',
      },
    ]);
    expect(plan('exclusive', { allocation: 'gres' })).toMatchObject([
      { path: 'devices.allocation', code: 'allocation-unserved' },
    ]);
  });

  it('makes servers of copies, and one server of experts that are spread', () => {
    const devices = group({
      accelerator: 'nvidia-l4-24gb',
      strategy: 'exclusive',
      perNode: 4,
    });
    const placed: PlacedDevices = { ...devices, allocation: 'device-plugin' };
    const placement = {
      ...placementOn({ devices })!,
      parallelism: {
        tensorParallel: 2,
        pipelineParallel: 1,
        dataParallel: 3,
        decodeContextParallel: 1,
        expertParallel: false,
      },
      nodesPerCopy: 1,
      units: 6,
    };
    const options = { devices: placed, weightBytes: 30 * GIB };
    const copies = planServing({ ...options, placement });
    expect(copies).toMatchObject({
      value: { servers: 3, nodes: 1, memory: '38Gi', storage: '38Gi' },
    });
    expect(copies.ok && copies.value.engine).toEqual({
      tensorParallel: 2,
      pipelineParallel: 1,
      maxModelLen: 4096,
      gpuMemoryUtilization: 0.92,
    });
    expect(
      planServing({
        ...options,
        engine: { kvOffload: { sizeGib: 20 }, toolCallParser: 'hermes' },
        placement: {
          ...placement,
          parallelism: { ...placement.parallelism, expertParallel: true },
        },
      }),
    ).toMatchObject({
      value: {
        servers: 1,
        nodes: 2,
        placement: { gpus: 3 },
        engine: {
          dataParallel: 3,
          expertParallel: true,
          toolCallParser: 'hermes',
        },
        memory: '43Gi',
      },
    });
  });

  it('spreads one server over nodes as the verdict does', () => {
    const devices = group({
      accelerator: 'nvidia-l4-24gb',
      strategy: 'exclusive',
      perNode: 2,
      nodes: 4,
    });
    const placement = placementOn({ devices, billions: 40 })!;
    expect(placement.nodesPerCopy).toBeGreaterThan(1);
    const plan = planServing({
      placement,
      devices: { ...devices, allocation: 'device-plugin' },
      weightBytes: 80e9,
    });
    expect(plan).toMatchObject({
      value: { nodes: placement.nodesPerCopy, placement: { gpus: 2 } },
    });
    expect(errorsOf('vllm-deployment', plan)).toEqual([]);
  });

  it('asks the verdict with the settings that change what fits', () => {
    expect(
      toEngineOptions({
        maxModelLen: 4096,
        kvCacheDtype: 'fp8',
        toolCallParser: 'hermes',
        lora: {
          adapters: [{ name: 'a', uri: 'hf://a/b' }],
          maxLoras: 2,
          maxRank: 32,
        },
        speculative: { method: 'draft_model', model: 'a/b', tokens: 4 },
      }),
    ).toEqual({
      maxModelLen: 4096,
      kvCacheDtype: 'fp8',
      lora: { maxLoras: 2, maxRank: 32 },
      speculative: { tokens: 4, method: 'draft_model' },
    });
  });
});
