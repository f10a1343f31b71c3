import {
  ask,
  engine,
  h100,
  l40s,
  large,
  modelOf,
  people,
  pool,
  small,
  VerdictCase,
} from '../scenario';

const withoutHeads = {
  ...small,
  layers: [{ count: 32, attention: 'full' as const, heads: 32, headDim: 128 }],
};

/** What is wrong or missing in the question itself. */
export const requestCases: readonly VerdictCase[] = [
  {
    name: 'a version that does not exist',
    ask: ask({ version: 'fp8' }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'version-unknown: assistant has no version "fp8"; it has bf16',
        ],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'a model without any version',
    ask: ask({ model: modelOf({}) }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: ['version-unknown: assistant has no version with weights'],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'a workload that cannot be computed with',
    ask: ask({ workload: people(0) }),
    answer: {
      'ber/l40s': {
        verdict: 'unknown',
        reasons: [
          'workload-invalid: unknown: concurrentRequests of the workload is no number of requests or tokens that could be computed with',
        ],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'an architecture without a field that the context depends on',
    ask: ask({ model: modelOf({ bf16: withoutHeads }) }),
    answer: {
      'ber/l40s': {
        verdict: 'unknown',
        reasons: [
          'architecture-incomplete: unknown: architecture.layers[0].kvHeads of bf16 is not known, and without it the memory cannot be computed',
        ],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'a version without an architecture',
    ask: ask({
      model: modelOf({}, { versions: [{ name: 'new', kind: 'weights' }] }),
    }),
    answer: {
      'ber/l40s': {
        verdict: 'unknown',
        reasons: [
          'architecture-incomplete: unknown: the architecture of new is not known, and without it the memory cannot be computed',
        ],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'requests that are longer than the model reads',
    ask: ask({
      workload: people(1, 200_000),
      pools: [pool('fra', [h100(1, 1)])],
    }),
    answer: {
      'fra/h100': {
        verdict: 'does-not-fit',
        reasons: [
          'context-beyond-model: requests of 200,000 tokens are longer than the 131,072 that the model reads',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        alternatives: ['shorter-context: 1 of fra/h100 for bf16'],
        override: 'possible',
      },
    },
  },
  {
    name: 'requests that are longer than the engine is told to take',
    ask: ask({ intent: engine({ maxModelLen: 4096 }) }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'context-beyond-limit: requests of 8,192 tokens are longer than the 4,096 that the engine is told to take',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        alternatives: ['shorter-context: 1 of ber/l40s for bf16'],
        override: 'possible',
      },
    },
  },
  {
    name: 'a quantisation that the engine does not do while loading',
    ask: ask({ intent: engine({ quantization: 'awq' }) }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'runtime-quantisation-unsupported: the engine cannot bring bf16 to awq while loading it, only to fp8: it needs a quantised checkpoint',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'possible',
      },
    },
  },
  {
    name: 'a number of GPUs that attention heads cannot be divided among',
    ask: ask({ intent: engine({ tensorParallel: 3 }) }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'parallelism-impossible: the model cannot be spread so: 32 attention heads cannot be divided among 3 devices',
        ],
        alternatives: ['other-parallelism: 1 of ber/l40s for bf16'],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'a number of GPUs that is none',
    ask: ask({ intent: engine({ tensorParallel: 0 }) }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'parallelism-impossible: the model cannot be spread so: tensorParallel must be a whole number of at least 1, but is 0',
        ],
        alternatives: ['other-parallelism: 1 of ber/l40s for bf16'],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'more GPUs for each layer than a node has',
    ask: ask({
      intent: engine({ tensorParallel: 8 }),
      pools: [pool('ber', [l40s(2, 4)])],
    }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'beyond-node: 8 devices are to share each layer, but a node has 4 and no link between the devices reaches beyond it',
        ],
        alternatives: ['other-parallelism: 1 of ber/l40s for bf16'],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'more copies than there are GPUs',
    ask: ask({ intent: engine({ dataParallel: 5 }) }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'too-few-devices: 5 GPUs of NVIDIA L40S 48 GB are to be taken, but there are 4',
        ],
        alternatives: ['other-parallelism: 1 of ber/l40s for bf16'],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'a spread that is too small, where another would do',
    ask: ask({
      model: modelOf({ bf16: large }),
      intent: engine({ tensorParallel: 1, pipelineParallel: 1 }),
      pools: [pool('fra', [h100(1, 8)])],
    }),
    answer: {
      'fra/h100': {
        verdict: 'does-not-fit',
        reasons: [
          'weights-too-large: weights of 131.4 GiB do not fit in 73.3 GiB',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        alternatives: ['other-parallelism: 3 of fra/h100 for bf16'],
        override: 'possible',
      },
    },
  },
  {
    name: 'a context format that does not exist for these layers',
    ask: ask({ intent: engine({ kvCacheDtype: 'fp8_ds_mla' }) }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'kv-format-unsupported: layers with full attention cannot keep their context as fp8_ds_mla',
          'kv-format-unsupported: the engine has no way to use keys and values in fp8_ds_mla on NVIDIA L40S 48 GB',
        ],
        override: 'not-possible',
      },
    },
  },
];
