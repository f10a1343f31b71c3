import {
  ask,
  engine,
  group,
  h100,
  l40s,
  large,
  modelOf,
  people,
  pool,
  VerdictCase,
} from '../scenario';

/** What the engine is told, and cannot do. */
export const engineArgumentCases: readonly VerdictCase[] = [
  {
    name: 'a quantisation that the engine does not do while loading',
    ask: ask({ intent: engine({ quantization: 'awq' }) }),
    // In 16 bits it fits (15.0 of 41.4 GiB), so in 8 as well.
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'runtime-quantisation-unsupported: the engine cannot bring bf16 to awq while loading it, only to fp8: it needs a quantised checkpoint',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        alternatives: [
          'left-to-engine: 1 of ber/l40s for bf16',
          'runtime-quantisation: 1 of ber/l40s for bf16',
        ],
        override: 'possible',
      },
    },
  },
  {
    name: 'a number of GPUs that attention heads cannot be divided among',
    ask: ask({ intent: engine({ tensorParallel: 3 }) }),
    // 32 / 3 is no whole number.
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
      workload: people(20, 32768),
      pools: [pool('fra', [h100(1, 8)])],
    }),
    // Three GPUs, as in "a large model is spread over GPUs of a node". In 8 bits 67.7 + 14.6 GiB is more than 73.3, and
    // 67.7 + 7.3 as well.
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
        ],
        alternatives: ['left-to-engine: 1 of ber/l40s for bf16'],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'an engine that would not start',
    ask: ask({
      intent: engine({
        version: 'banana',
        gpuMemoryUtilization: 92,
        maxNumSeqs: -4,
        lora: { maxRank: 1000 },
      }),
    }),
    answer: {
      'ber/l40s': {
        verdict: 'unknown',
        reasons: [
          'engine-invalid: unknown: engine.version must be a version of vLLM such as 0.21.0, but is "banana"',
          'engine-invalid: unknown: engine.gpuMemoryUtilization must be a share above 0 and of at most 1, but is 92',
          'engine-invalid: unknown: engine.maxNumSeqs must be a whole number of at least 1, but is -4',
          'engine-invalid: unknown: engine.lora.maxRank must be one of 1, 8, 16, 32, 64, 128, 256, 320, 512, but is 1000',
        ],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'more stages than layers',
    ask: ask({
      intent: engine({ pipelineParallel: 33 }),
      pools: [pool('ber', [l40s(9, 4)])],
    }),
    // 36 GPUs would be enough for 33 stages, but the model has 32 layers.
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'parallelism-impossible: the model cannot be spread so: 32 layers cannot be divided among 33 stages',
        ],
        alternatives: ['other-parallelism: 1 of ber/l40s for bf16'],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'experts of a model that has none',
    ask: ask({ intent: engine({ expertParallel: true }) }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'parallelism-impossible: the model cannot be spread so: the model has no experts that could be spread',
        ],
        alternatives: ['left-to-engine: 1 of ber/l40s for bf16'],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'more GPUs for each layer than it has heads for keys and values',
    ask: ask({
      intent: engine({ tensorParallel: 16 }),
      pools: [
        pool('rack', [
          group('gb200', 'nvidia-gb200-186gb', [18, 4], {
            interconnect: { kind: 'nvlink', span: 'rack' },
          }),
        ]),
      ],
    }),
    // 32 / 16 = 2 heads each; 8 heads for keys and values are copied twice. Four nodes of 4.
    answer: {
      'rack/gb200': {
        verdict: 'fits',
        reasons: ['several-nodes: one copy takes 4 GPUs on each of 4 nodes'],
        placement: '16 x 1 x 1 = 16 gpu',
      },
    },
  },
  {
    name: 'fewer requests in a step than people',
    ask: ask({ intent: engine({ maxNumSeqs: 4, dataParallel: 1 }) }),
    // Memory holds 77 (see memory), the engine is told to take 4. Three copies take 12.
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'too-few-requests: 4 of 10 requests of typical length (2,400 tokens) fit at the same time on 1 GPU of NVIDIA L40S 48 GB; each copy of the engine takes no more than 4 at a time',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        alternatives: [
          'other-parallelism: 3 of ber/l40s for bf16',
          'left-to-engine: 1 of ber/l40s for bf16',
        ],
        override: 'possible',
      },
    },
  },
  {
    name: 'a smaller part of the memory than the engine takes by itself',
    ask: ask({
      intent: engine({ gpuMemoryUtilization: 0.3 }),
      workload: people(20),
      pools: [pool('ber', [l40s(1, 1)])],
    }),
    // 0.3 x 45.0 = 13.5 GiB for 15.0. In 8 bits: 13.5 - 8.5 = 5.0, less 3.6 leaves 1.4 for 20 x 0.29 = 5.9, or for half
    // of that.
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'weights-too-large: weights of 15.0 GiB do not fit in 13.5 GiB',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        memoryShare: 0.3,
        alternatives: ['left-to-engine: 1 of ber/l40s for bf16'],
        override: 'possible',
      },
    },
  },
];
