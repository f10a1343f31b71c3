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
    // 15.0 + 10 x 0.29 + 3.6 = 21.5 GiB of 41.4.
    answer: { 'ber/l40s': { verdict: 'fits', placement: '1 x 1 x 1 = 1 gpu' } },
  },
  {
    name: 'more people than one GPU holds take a second copy',
    ask: ask({ workload: people(120) }),
    // (41.4 - 15.0 - 1.3) / 0.293 = 85 at most on one GPU, (41.4 - 15.0 - 3.6) / 0.293 = 77 at least: two hold 154.
    answer: { 'ber/l40s': { verdict: 'fits', placement: '1 x 1 x 2 = 2 gpu' } },
  },
  {
    name: 'a large model is spread over GPUs of a node',
    ask: ask({
      model: modelOf({ bf16: large }),
      workload: people(20, 32768),
      pools: [pool('fra', [h100(2, 8)])],
    }),
    // 20 requests take 14.6 GiB. Two GPUs leave 2 x 73.3 - 131.4 = 15.1 less twice 2 or more: too little. Three leave
    // 88: enough, as stages only, because 64 heads cannot be divided by 3. Four can share each layer.
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
      workload: people(30),
      pools: [pool('lys', [l4(1, 4)])],
    }),
    // The last of 4 stages has 127.5 / 4 + 2.0 = 33.8 GiB. In 8 bits 67.7 of 82.8 leave 15.1 GiB: less than 30 x 0.73 =
    // 22, and in 8 bits of context (11) the engine itself has 1 GiB on each GPU. In 4 bits with scales (0.52 bytes)
    // 68.5e9 x 0.52 / 4 = 8.3 and 2.0 GiB.
    answer: {
      'lys/l4': {
        verdict: 'does-not-fit',
        reasons: [
          'weights-too-large: weights of 33.8 GiB do not fit in 20.7 GiB of each of 4 GPUs',
          'needs-quantised-checkpoint: needs a quantised checkpoint: one with 4-bit weights (up to 10.2 GiB on each device) would fit, but the model has none',
        ],
        placement: '1 x 4 x 1 = 4 gpu',
        override: 'possible',
      },
    },
  },
  {
    name: 'weights that fill the only GPU, with nothing left for the engine',
    ask: ask({
      pools: [pool('old', [group('t4', 'nvidia-t4-16gb', [1, 1])])],
      model: modelOf({ fp16: { ...small, dtype: 'fp16', weightBytes: 14e9 } }),
      workload: people(2),
    }),
    // 14e9 bytes = 13.0 GiB of 13.8, and the engine needs 1.3 at least. In 8 bits: 7.5 + 1.0 + 3.6 = 12.1 GiB.
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
    // 65,536 tokens take 8 GiB; 20.7 - 15.0 - 1.3 leaves 4.4 (36,000 tokens). Half the context (4 GiB) needs more than
    // 20.7 - 15.0 - 3.6 = 2.1 that is sure; weights in 8 bits leave 20.7 - 8.5 - 3.6 = 8.6; 17,000 tokens fit as it is.
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
    name: 'a context that no number of copies holds',
    ask: ask({
      intent: engine({ tensorParallel: 1, pipelineParallel: 1 }),
      workload: people(1, 65536),
      pools: [pool('lys', [l4(1, 4)])],
    }),
    // As before: what one copy cannot hold, four cannot. Two stages have 20.7 - 7.5 and more than 8 between them.
    answer: {
      'lys/l4': {
        verdict: 'does-not-fit',
        reasons: [
          'context-too-long: one request of 65,536 tokens does not fit beside weights of 15.0 GiB in 20.7 GiB; at most 36,304 tokens do',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        alternatives: [
          'other-parallelism: 2 of lys/l4 for bf16',
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
    // 24,000 tokens take 2.9 GiB, and 2.1 to 4.4 are left. In 8 bits they take 1.5.
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
    ask: ask({ workload: people(360), pools: [pool('ber', [l40s(1, 2)])] }),
    // 360 x 0.293 = 105 GiB; 2 x 41.4 - 15.0 leaves 68, for fewer than 232. In 8 bits of context they take 53: but an
    // engine on both takes 256 at a time, and one on each has 26.4 less its own for 180 x 0.146 = 26.4. With weights in
    // 8 bits as well, each has 41.4 - 8.5 - 3.6 = 29.3. Stages, because nothing says that a fast link joins the GPUs.
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'too-few-requests: 204 to 222 of 360 requests of typical length (2,400 tokens) fit at the same time on 2 GPUs of NVIDIA L40S 48 GB',
        ],
        placement: '1 x 2 x 1 = 2 gpu',
        alternatives: ['runtime-quantisation: 2 of ber/l40s for bf16'],
        override: 'possible',
      },
    },
  },
  {
    name: 'people who fit at the low estimate only',
    ask: ask({ workload: people(81), pools: [pool('ber', [l40s(1, 1)])] }),
    // 77 at least, 85 at most (see above). In 8 bits of context 154; weights in 8 bits: (41.4 - 8.5 - 3.6) / 0.293 =
    // 100.
    answer: {
      'ber/l40s': {
        verdict: 'tight',
        reasons: [
          'low-estimate-only: fits with the low estimate of overhead only; with the high one, 77 of 81 requests of typical length fit at the same time',
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
      workload: people(81),
      pools: [pool('ber', [l40s(1, 1)])],
    }),
    // As before, but the high estimate covers older versions too: fewer than 77.
    answer: {
      'ber/l40s': {
        verdict: 'tight',
        reasons: [
          'low-estimate-only: fits with the low estimate of overhead only; with the high one, 75 of 81 requests of typical length fit at the same time',
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
    // 67.7 GiB leave 5.6 of 73.3, too little for 10 x 0.73; two GPUs leave 78.8, and NVLink joins them.
    answer: { 'fra/h100': { verdict: 'fits', placement: '2 x 1 x 1 = 2 gpu' } },
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
    // 1.1 GiB of weights and no context to keep; an engine takes 256 requests at a time.
    answer: { 'ber/l40s': { verdict: 'fits', placement: '1 x 1 x 1 = 1 gpu' } },
  },
];
