import {
  ask,
  engine,
  euros,
  h100,
  l4,
  l40s,
  large,
  modelOf,
  people,
  pool,
  quantised,
  VerdictCase,
} from '../scenario';

/** What would be accepted instead. */
export const alternativeCases: readonly VerdictCase[] = [
  {
    name: 'other versions, formats and devices for a large model',
    ask: ask({
      model: modelOf({
        bf16: large,
        fp8: quantised(large, 'fp8', 72_700_000_000),
        awq: quantised(large, 'awq-int4', 39_800_000_000),
      }),
      version: 'bf16',
      pools: [
        pool('fra', [h100(1, 2, { pricePerGpuHour: euros('2.40') })]),
        pool('ber', [l40s(1, 8, { pricePerGpuHour: euros('1.10') })]),
      ],
      workload: people(20, 65536),
    }),
    // One request of 65,536 tokens takes 20 GiB, 20 typical ones 14.6. Two H100 leave 146.5 - 131.4 = 15.1, and in 8
    // bits of context 5.1 less 2 or more on each. In 8 bits 67.7 leave 79; in 4 bits 37.1 of 73.3 leave 36. Four L40S
    // leave 7.6 beside the last stage of 33.8, and 5 of it are needed; five hold 27.5 + 4 each. 5 x 803 = 4,015; 2 x
    // 1,752 = 3,504.
    answer: {
      'ber/l40s': {
        verdict: 'fits',
        placement: '1 x 5 x 1 = 5 gpu',
        perMonth: '4015 EUR',
      },
      'fra/h100': {
        verdict: 'does-not-fit',
        reasons: [
          'context-too-long: one request of 65,536 tokens does not fit beside weights of 65.7 GiB in 73.3 GiB of each of 2 GPUs; at most 31,216 tokens do',
        ],
        placement: '1 x 2 x 1 = 2 gpu',
        alternatives: [
          'runtime-quantisation: 2 of fra/h100 for bf16',
          'other-version: 2 of fra/h100 for fp8',
          'other-version: 1 of fra/h100 for awq',
          'other-devices: 5 of ber/l40s for bf16',
        ],
        override: 'possible',
        perMonth: '3504 EUR',
      },
    },
  },
  {
    name: 'a shorter context, or one that is kept in fewer bits',
    ask: ask({
      workload: people(1, 28000),
      pools: [pool('lys', [l4(1, 1)])],
    }),
    // 28,000 tokens take 3.4 GiB, and 2.1 to 4.4 are left (see memory). In 8 bits they take 1.7.
    answer: {
      'lys/l4': {
        verdict: 'tight',
        reasons: [
          'low-estimate-only: fits with the low estimate of overhead only; with the high one, not even one request of 28,000 tokens fits',
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
    name: 'another spread than the one that was chosen',
    ask: ask({
      intent: engine({
        tensorParallel: 1,
        pipelineParallel: 1,
        dataParallel: 1,
      }),
      workload: people(120),
    }),
    // One holds 77 to 85, in 8 bits of context 154; weights in 8 bits: 100 to 108. Two copies hold 154.
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'too-few-requests: 77 to 85 of 120 requests of typical length (2,400 tokens) fit at the same time on 1 GPU of NVIDIA L40S 48 GB',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        alternatives: [
          'other-parallelism: 2 of ber/l40s for bf16',
          'smaller-kv-cache: 1 of ber/l40s for bf16',
        ],
        override: 'possible',
      },
    },
  },
  {
    name: 'weights that the engine brings to 8 bits while loading',
    ask: ask({
      model: modelOf({ bf16: large }),
      pools: [pool('ber', [l40s(1, 2)])],
      workload: people(2),
    }),
    // 131.4 of 82.8 GiB; in 8 bits 67.7 leave 15.1, of which 2 x 0.73 or 2.5 are needed.
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'weights-too-large: weights of 65.7 GiB do not fit in 41.4 GiB of each of 2 GPUs',
        ],
        placement: '1 x 2 x 1 = 2 gpu',
        alternatives: ['runtime-quantisation: 2 of ber/l40s for bf16'],
        override: 'possible',
      },
    },
  },
  {
    name: 'the three cheapest of four other places',
    ask: ask({
      pools: [
        pool('lys', [l4(1, 1)]),
        ...['d', 'c', 'b', 'a'].map((name, at) =>
          pool(name, [
            l40s(1, 1, { pricePerGpuHour: euros(['1', '2', '1', '3'][at]) }),
          ]),
        ),
      ],
      workload: people(75, 24000),
    }),
    // 75 x 0.293 = 22.0 GiB are less than the 22.8 that an L40S leaves at least. An L4 leaves 2.1 to 4.4, so 7 to 15
    // requests; all in 8 bits 20.7 - 8.5 - 1.3 = 10.9 at the most, for 11.0.
    answer: {
      'b/l40s': {
        verdict: 'fits',
        placement: '1 x 1 x 1 = 1 gpu',
        perMonth: '730 EUR',
      },
      'd/l40s': {
        verdict: 'fits',
        placement: '1 x 1 x 1 = 1 gpu',
        perMonth: '730 EUR',
      },
      'c/l40s': {
        verdict: 'fits',
        placement: '1 x 1 x 1 = 1 gpu',
        perMonth: '1460 EUR',
      },
      'a/l40s': {
        verdict: 'fits',
        placement: '1 x 1 x 1 = 1 gpu',
        perMonth: '2190 EUR',
      },
      'lys/l4': {
        verdict: 'does-not-fit',
        reasons: [
          'too-few-requests: 7 to 15 of 75 requests of typical length (2,400 tokens) fit at the same time on 1 GPU of NVIDIA L4 24 GB',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        alternatives: [
          'other-devices: 1 of b/l40s for bf16',
          'other-devices: 1 of d/l40s for bf16',
          'other-devices: 1 of c/l40s for bf16',
        ],
        override: 'possible',
      },
    },
  },
  {
    name: 'where nothing fits as it is, a change on other devices',
    ask: ask({
      model: modelOf({ bf16: large }),
      workload: people(24),
      pools: [pool('lys', [l4(1, 1)]), pool('fra', [h100(1, 2)])],
    }),
    // 131.4 of 20.7 GiB, and 38 in 4 bits. On two H100, 24 x 0.73 = 17.6 are more than 15.1 less the engine's own, and
    // half of that, 8.8, is more than is sure; in 8 bits 79 are left. At most (15.1 - 2 x 2) / 0.73 = 15 requests, at
    // least none.
    answer: {
      'lys/l4': {
        verdict: 'does-not-fit',
        reasons: [
          'weights-too-large: weights of 131.4 GiB do not fit in 20.7 GiB',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        alternatives: ['runtime-quantisation: 2 of fra/h100 for bf16'],
        override: 'possible',
      },
      'fra/h100': {
        verdict: 'does-not-fit',
        reasons: [
          'too-few-requests: 2 to 13 of 24 requests of typical length (2,400 tokens) fit at the same time on 2 GPUs of NVIDIA H100 SXM 80 GB',
        ],
        placement: '1 x 2 x 1 = 2 gpu',
        alternatives: ['runtime-quantisation: 2 of fra/h100 for bf16'],
        override: 'possible',
      },
    },
  },
  {
    name: 'a 4-bit version that the model has, but no quota for it',
    ask: ask({
      model: modelOf({
        bf16: large,
        awq: quantised(large, 'awq-int4', 39_800_000_000),
      }),
      pools: [pool('ber', [l40s(1, 2)])],
      usage: [
        {
          pool: 'ber',
          devices: 'l40s',
          freePerNode: [2],
          quota: { limit: 0, used: 0 },
        },
      ],
    }),
    // 37.1 GiB would fit in 82.8, so it is not said that the model has no such checkpoint.
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'weights-too-large: weights of 65.7 GiB do not fit in 41.4 GiB of each of 2 GPUs',
          'quota-exceeded: the owning group has no GPU left there, and 2 are needed',
        ],
        placement: '1 x 2 x 1 = 2 gpu',
        override: 'possible',
        quotaLeft: 0,
      },
    },
  },
  {
    name: 'a 4-bit checkpoint is no answer to requests that are too long for the model',
    ask: ask({
      model: modelOf({ bf16: large }),
      workload: people(1, 200_000),
      pools: [pool('ber', [l40s(1, 2)])],
    }),
    // 131.4 of 82.8 GiB; 200,000 tokens are more than 131,072 in 4 bits as well.
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'context-beyond-model: requests of 200,000 tokens are longer than the 131,072 that the model reads',
          'weights-too-large: weights of 65.7 GiB do not fit in 41.4 GiB of each of 2 GPUs',
        ],
        placement: '1 x 2 x 1 = 2 gpu',
        override: 'possible',
      },
    },
  },
  {
    name: 'context in 16 bits that was chosen, where 8 would do',
    ask: ask({
      intent: engine({ kvCacheDtype: 'bfloat16', dataParallel: 1 }),
      workload: people(120),
    }),
    // 120 x 0.293 = 35 GiB are too much for one copy on one GPU, which leaves 22.8; in 8 bits 17.6. Two stages hold 2 x
    // 41.4 - 15.0 - 7.2 = 60.6: so that two GPUs fit as it is.
    answer: {
      'ber/l40s': { verdict: 'fits', placement: '1 x 2 x 1 = 2 gpu' },
    },
  },
  {
    name: 'context in 16 bits that was chosen, on a GPU where 8 would do',
    ask: ask({
      intent: engine({ kvCacheDtype: 'bfloat16' }),
      workload: people(120),
      pools: [pool('ber', [l40s(1, 1)])],
    }),
    // As before, on the only GPU.
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'too-few-requests: 77 to 85 of 120 requests of typical length (2,400 tokens) fit at the same time on 1 GPU of NVIDIA L40S 48 GB',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        alternatives: ['smaller-kv-cache: 1 of ber/l40s for bf16'],
        override: 'possible',
      },
    },
  },
];
