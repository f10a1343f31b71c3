import {
  ask,
  engine,
  group,
  h100,
  l4,
  l40s,
  large,
  modelOf,
  people,
  pool,
  quantised,
  small,
  VerdictCase,
} from '../scenario';

/** Whether memory and workload fit. */
export const memoryCases: readonly VerdictCase[] = [
  {
    name: 'a small model on one GPU',
    ask: ask(),
    answer: { 'ber/l40s': { verdict: 'fits', placement: '1 x 1 x 1 = 1 gpu' } },
  },
  {
    name: 'more people than one GPU holds take a second copy',
    ask: ask({ workload: people(120) }),
    answer: { 'ber/l40s': { verdict: 'fits', placement: '1 x 1 x 2 = 2 gpu' } },
  },
  {
    name: 'a large model is spread over GPUs of a node',
    ask: ask({
      model: modelOf({ bf16: large }),
      pools: [pool('fra', [h100(2, 8)])],
    }),
    answer: {
      'fra/h100': {
        verdict: 'fits',
        reasons: [
          'stages-are-slow: the cheapest way has 3 stages, through which every token passes one after the other; 4 GPUs, of which 4 share each layer, would answer faster',
        ],
        placement: '1 x 3 x 1 = 3 gpu',
      },
    },
  },
  {
    name: 'weights that are larger than all GPUs together',
    ask: ask({
      model: modelOf({ bf16: large }),
      pools: [pool('lys', [l4(1, 4)])],
    }),
    answer: {
      'lys/l4': {
        verdict: 'does-not-fit',
        reasons: [
          'weights-too-large: weights of 32.9 GiB do not fit in 20.7 GiB of each of 4 GPUs',
          'slow-link: 4 GPUs share each layer without a fast link between them, which makes answers slow',
          'needs-quantised-checkpoint: needs a quantised checkpoint: one with 4-bit weights (up to 13.1 GiB on each device) would fit, but the model has none',
        ],
        placement: '4 x 1 x 1 = 4 gpu',
        override: 'possible',
      },
    },
  },
  {
    name: 'weights that fill the only GPU, with nothing left for the engine',
    ask: ask({
      pools: [pool('old', [group('t4', 'nvidia-t4-16gb', [1, 1])])],
      model: modelOf({ fp16: { ...small, dtype: 'fp16', weightBytes: 14e9 } }),
    }),
    answer: {
      'old/t4': {
        verdict: 'does-not-fit',
        reasons: [
          'weights-too-large: weights of 13.0 GiB and at least 1.3 GiB that the engine needs besides do not fit in 13.8 GiB',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        alternatives: ['runtime-quantisation: 1 of old/t4 for fp16'],
        override: 'possible',
      },
    },
  },
  {
    name: 'a context that the only GPU cannot hold',
    ask: ask({ workload: people(1, 65536), pools: [pool('lys', [l4(1, 1)])] }),
    answer: {
      'lys/l4': {
        verdict: 'does-not-fit',
        reasons: [
          'context-too-long: one request of 65,536 tokens does not fit beside weights of 15.0 GiB in 20.7 GiB; at most 36,304 tokens do',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        alternatives: [
          'runtime-quantisation: 1 of lys/l4 for bf16',
          'shorter-context: 1 of lys/l4 for bf16',
        ],
        override: 'possible',
      },
    },
  },
  {
    name: 'a context of which the high estimate leaves too little room',
    ask: ask({ workload: people(1, 24000), pools: [pool('lys', [l4(1, 1)])] }),
    answer: {
      'lys/l4': {
        verdict: 'tight',
        reasons: [
          'low-estimate-only: fits with the low estimate of overhead only; with the high one, not even one request of 24,000 tokens fits',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        alternatives: [
          'smaller-kv-cache: 1 of lys/l4 for bf16',
          'runtime-quantisation: 1 of lys/l4 for bf16',
          'shorter-context: 1 of lys/l4 for bf16',
        ],
      },
    },
  },
  {
    name: 'more people than all GPUs hold',
    ask: ask({ workload: people(400), pools: [pool('ber', [l40s(1, 2)])] }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'too-few-requests: 204 to 222 of 400 requests of typical length (2,400 tokens) fit at the same time on 2 GPUs of NVIDIA L40S 48 GB',
        ],
        placement: '1 x 2 x 1 = 2 gpu',
        alternatives: ['runtime-quantisation: 2 of ber/l40s for bf16'],
        override: 'possible',
      },
    },
  },
  {
    name: 'people who fit at the low estimate only',
    ask: ask({ workload: people(78), pools: [pool('ber', [l40s(1, 1)])] }),
    answer: {
      'ber/l40s': {
        verdict: 'tight',
        reasons: [
          'low-estimate-only: fits with the low estimate of overhead only; with the high one, 77 of 78 requests of typical length fit at the same time',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        alternatives: [
          'smaller-kv-cache: 1 of ber/l40s for bf16',
          'runtime-quantisation: 1 of ber/l40s for bf16',
        ],
      },
    },
  },
  {
    name: 'without its version, the engine is estimated more widely',
    ask: ask({
      intent: {},
      workload: people(76),
      pools: [pool('ber', [l40s(1, 1)])],
    }),
    answer: {
      'ber/l40s': {
        verdict: 'tight',
        reasons: [
          'low-estimate-only: fits with the low estimate of overhead only; with the high one, 75 of 76 requests of typical length fit at the same time',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        alternatives: [
          'smaller-kv-cache: 1 of ber/l40s for bf16',
          'runtime-quantisation: 1 of ber/l40s for bf16',
        ],
      },
    },
  },
  {
    name: 'a checkpoint of half the size takes half the GPUs',
    ask: ask({
      model: modelOf({ fp8: quantised(large, 'fp8', 72_700_000_000) }),
      pools: [pool('fra', [h100(1, 8)])],
    }),
    answer: { 'fra/h100': { verdict: 'fits', placement: '2 x 1 x 1 = 2 gpu' } },
  },
  {
    name: 'stages over two nodes, where a node alone is too small',
    ask: ask({
      model: modelOf({ bf16: large }),
      pools: [
        pool('ber', [
          l40s(3, 2, { interconnect: { kind: 'roce', span: 'pool' } }),
        ]),
      ],
    }),
    answer: {
      'ber/l40s': {
        verdict: 'fits',
        reasons: ['several-nodes: one copy takes 2 GPUs on each of 2 nodes'],
        placement: '1 x 4 x 1 = 4 gpu',
      },
    },
  },
  {
    name: 'stages over nodes that only Ethernet joins',
    ask: ask({
      model: modelOf({ bf16: large }),
      pools: [
        pool('ber', [
          l40s(3, 2, { interconnect: { kind: 'ethernet', span: 'pool' } }),
        ]),
      ],
    }),
    answer: {
      'ber/l40s': {
        verdict: 'fits',
        reasons: [
          'slow-link: stages of the model lie on nodes that no fast network is known to join',
          'several-nodes: one copy takes 2 GPUs on each of 2 nodes',
        ],
        placement: '1 x 4 x 1 = 4 gpu',
      },
    },
  },
  {
    name: 'each layer over a rack that NVLink joins',
    ask: ask({
      model: modelOf({ bf16: { ...large, weightBytes: 1.2e12 } }),
      pools: [
        pool('rack', [
          group('gb200', 'nvidia-gb200-186gb', [18, 4], {
            interconnect: { kind: 'nvlink', span: 'rack' },
          }),
        ]),
      ],
    }),
    answer: {
      'rack/gb200': {
        verdict: 'fits',
        reasons: ['several-nodes: one copy takes 4 GPUs on each of 2 nodes'],
        placement: '8 x 1 x 1 = 8 gpu',
      },
    },
  },
  {
    name: 'GPUs that share each layer over a slow link',
    ask: ask({
      intent: engine({ tensorParallel: 2 }),
      pools: [
        pool('ber', [
          l40s(1, 4, { interconnect: { kind: 'pcie', span: 'node' } }),
        ]),
      ],
    }),
    answer: {
      'ber/l40s': {
        verdict: 'fits',
        reasons: [
          'slow-link: 2 GPUs share each layer without a fast link between them, which makes answers slow',
        ],
        placement: '2 x 1 x 1 = 2 gpu',
      },
    },
  },
  {
    name: 'an embedding model keeps nothing of its requests',
    ask: ask({
      model: modelOf({
        m3: {
          weightBytes: 1_135_554_560,
          dtype: 'fp16',
          hiddenSize: 1024,
          vocabSize: 250002,
          contextLength: 8194,
          layers: [
            {
              count: 24,
              attention: 'encoder',
              heads: 16,
              kvHeads: 16,
              headDim: 64,
            },
          ],
        },
      }),
      workload: {
        promptTokens: 400,
        answerTokens: 0,
        concurrentRequests: 200,
        longestContext: 8192,
      },
      intent: engine({ task: 'embed' }),
    }),
    answer: { 'ber/l40s': { verdict: 'fits', placement: '1 x 1 x 1 = 1 gpu' } },
  },
  {
    name: 'experts that are spread over all copies',
    ask: ask({
      model: modelOf({
        bf16: {
          weightBytes: 61_000_000_000,
          parameters: { total: 30.5e9, active: 3.3e9 },
          dtype: 'bf16',
          hiddenSize: 2048,
          vocabSize: 151936,
          contextLength: 40960,
          layers: [
            {
              count: 48,
              attention: 'full',
              heads: 32,
              kvHeads: 4,
              headDim: 128,
              experts: { total: 128, active: 8, intermediateSize: 768 },
            },
          ],
        },
      }),
      intent: engine({ expertParallel: true }),
      pools: [pool('ber', [l40s(1, 8)])],
    }),
    answer: { 'ber/l40s': { verdict: 'fits', placement: '1 x 2 x 1 = 2 gpu' } },
  },
];
