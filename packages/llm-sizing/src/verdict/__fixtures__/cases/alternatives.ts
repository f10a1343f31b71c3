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
      workload: people(20, 32768),
    }),
    answer: {
      'ber/l40s': {
        verdict: 'fits',
        placement: '1 x 5 x 1 = 5 gpu',
        perMonth: '4015 EUR',
      },
      'fra/h100': {
        verdict: 'does-not-fit',
        reasons: [
          'context-too-long: one request of 32,768 tokens does not fit beside weights of 65.7 GiB in 73.3 GiB of each of 2 GPUs; at most 31,216 tokens do',
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
      workload: people(1, 32768),
      pools: [pool('lys', [l4(1, 1)])],
    }),
    answer: {
      'lys/l4': {
        verdict: 'tight',
        reasons: [
          'low-estimate-only: fits with the low estimate of overhead only; with the high one, not even one request of 32,768 tokens fits',
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
    name: 'a smaller checkpoint, if somebody made one',
    ask: ask({
      model: modelOf({ bf16: large }),
      pools: [pool('ber', [l40s(1, 2)])],
      workload: people(2),
    }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'weights-too-large: weights of 65.7 GiB do not fit in 41.4 GiB of each of 2 GPUs',
          'slow-link: 2 GPUs share each layer without a fast link between them, which makes answers slow',
        ],
        placement: '2 x 1 x 1 = 2 gpu',
        alternatives: ['runtime-quantisation: 2 of ber/l40s for bf16'],
        override: 'possible',
      },
    },
  },
];
