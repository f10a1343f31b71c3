import {
  accelerators,
  AssessedDevices,
  AssessedPool,
  AssessOptions,
  DeviceUsage,
  readConfig,
} from '@modelyard/llm-sizing';

const POOLS = 200;
const GROUPS_EACH = 2;

/** Figures of Qwen3-235B-A22B: too large for most nodes, so that many ways to spread it have to be looked at. */
const config = {
  architectures: ['Qwen3MoeForCausalLM'],
  model_type: 'qwen3_moe',
  torch_dtype: 'bfloat16',
  hidden_size: 4096,
  intermediate_size: 12288,
  moe_intermediate_size: 1536,
  num_hidden_layers: 94,
  num_attention_heads: 64,
  num_key_value_heads: 4,
  head_dim: 128,
  num_experts: 128,
  num_experts_per_tok: 8,
  norm_topk_prob: true,
  decoder_sparse_step: 1,
  mlp_only_layers: [],
  vocab_size: 151936,
  tie_word_embeddings: false,
  max_position_embeddings: 40960,
};

const quantizations = {
  bf16: undefined,
  fp8: {
    quant_method: 'fp8',
    fmt: 'e4m3',
    activation_scheme: 'dynamic',
    weight_block_size: [128, 128],
  },
  awq: { quant_method: 'awq', bits: 4, group_size: 128, zero_point: true },
};

/** The versions of one large model, each in another format. */
export const versions = Object.entries(quantizations).map(
  ([name, quantization_config]) => {
    const read = readConfig({ config: { ...config, quantization_config } });
    if (!read.ok) {
      throw new Error(JSON.stringify(read.issues));
    }
    return { name, kind: 'weights' as const, architecture: read.value };
  },
);

/** Whether a model of three versions fits into any of the device groups of many pools; each number is another question. */
export function placementQuestion(number: number): AssessOptions {
  const random = seeded(number);
  const pools = samplePools(random);
  return {
    model: { name: 'qwen3-235b', dataClasses: ['internal'], versions },
    workload: {
      promptTokens: 1500 + Math.floor(random() * 1000),
      answerTokens: 400,
      concurrentRequests: 16 + Math.floor(random() * 100),
      longestContext: 32768,
    },
    pools,
    usage: pools.flatMap(pool =>
      pool.devices.map(devices => usageOf(pool.name, devices, random)),
    ),
    budget: {
      monthlyLimit: { amount: '200000', currency: 'EUR' },
      committed: { amount: '20000', currency: 'EUR' },
    },
    policy: { dataClass: 'internal' },
  };
}

/** Pools of all sorts of devices. */
export function samplePools(random = seeded(0)): AssessedPool[] {
  return Array.from({ length: POOLS }, (_, i) => poolOf(i, random));
}

export const placementShape = `${
  versions.length
} versions, ${POOLS} pools with ${POOLS * GROUPS_EACH} device groups of all ${
  accelerators.length
} accelerators`;

function poolOf(i: number, random: () => number): AssessedPool {
  return {
    name: `pool-${i}`,
    type: 'kubernetes',
    cluster: `cluster-${i % 20}`,
    region: i % 3 ? 'eu-central-1' : 'eu-north-1',
    allowedDataClasses: ['public', 'internal'],
    devices: Array.from({ length: GROUPS_EACH }, (_, group) => {
      const { id, partitionProfiles } =
        accelerators[(i * GROUPS_EACH + group) % accelerators.length];
      const isCut = partitionProfiles.length > 0 && random() < 0.1;
      return {
        name: `group-${group}`,
        accelerator: id,
        nodes: 1 + Math.floor(random() * 16),
        perNode: [1, 2, 4, 8][Math.floor(random() * 4)],
        sharing: isCut
          ? {
              strategy: 'mig' as const,
              profiles: [{ name: partitionProfiles[0].name, count: 1 }],
            }
          : { strategy: 'exclusive' as const },
        pricePerGpuHour: {
          amount: (0.5 + random() * 5).toFixed(2),
          currency: 'EUR',
        },
      };
    }),
  };
}

function usageOf(
  pool: string,
  { name, nodes, perNode }: AssessedDevices,
  random: () => number,
): DeviceUsage {
  return {
    pool,
    devices: name,
    freePerNode: Array.from({ length: nodes }, () =>
      Math.floor(random() * (perNode + 1)),
    ),
    quota: { limit: nodes * perNode, used: Math.floor(random() * 8) },
  };
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
