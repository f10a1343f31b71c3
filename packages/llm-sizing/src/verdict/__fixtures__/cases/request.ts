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
          'workload-invalid: unknown: the requests at the same time must be a whole number of at least 1',
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
    // The model's own limit of 131,072 tokens takes 16 GiB; 73.3 - 15.0 leaves 58.
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
    // Memory is no matter: either the limit is raised, or people ask for less.
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'context-beyond-limit: requests of 8,192 tokens are longer than the 4,096 that the engine is told to take',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        alternatives: [
          'left-to-engine: 1 of ber/l40s for bf16',
          'shorter-context: 1 of ber/l40s for bf16',
        ],
        override: 'possible',
      },
    },
  },
  {
    name: 'prompts of less than nothing',
    ask: ask({ workload: { ...people(10), promptTokens: -1 } }),
    answer: {
      'ber/l40s': {
        verdict: 'unknown',
        reasons: [
          'workload-invalid: unknown: the tokens of a typical prompt must be a whole number, and prompt and answer together at least 1',
        ],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'a longest request that is shorter than a typical one',
    ask: ask({ workload: people(10, 1000), intent: engine({}) }),
    // 2,000 + 400 tokens are typical, so that 1,000 cannot be the longest: 2,400 are taken for it.
    answer: { 'ber/l40s': { verdict: 'fits', placement: '1 x 1 x 1 = 1 gpu' } },
  },
  {
    name: 'requests as long as the model reads, and not a token longer',
    ask: ask({
      workload: people(1, 131_072),
      pools: [pool('fra', [h100(1, 1)])],
    }),
    // 131,072 x 128 KiB = 16 GiB of 73.3 - 15.0 = 58.
    answer: { 'fra/h100': { verdict: 'fits', placement: '1 x 1 x 1 = 1 gpu' } },
  },
  {
    name: 'an architecture without layers',
    ask: ask({ model: modelOf({ bf16: { ...small, layers: [] } }) }),
    answer: {
      'ber/l40s': {
        verdict: 'unknown',
        reasons: [
          'architecture-incomplete: unknown: architecture.layers of bf16 is not known, and without it the memory cannot be computed',
        ],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'an architecture without a size of its weights, where another version has one',
    ask: ask({
      model: modelOf({
        new: { ...small, weightBytes: undefined, parameters: undefined },
        old: small,
      }),
    }),
    answer: {
      'ber/l40s': {
        verdict: 'unknown',
        reasons: [
          'architecture-incomplete: unknown: architecture.parameters of new is not known, and without it the memory cannot be computed',
        ],
        alternatives: ['other-version: 1 of ber/l40s for old'],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'weights of known format and number, but without files',
    ask: ask({
      model: modelOf({ bf16: { ...large, weightBytes: undefined } }),
      pools: [pool('ber', [l40s(1, 1)])],
    }),
    // 70.6e9 x 2 bytes = 131.5 GiB; in 8 bits it is 67.7.
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'weights-too-large: weights of 131.5 GiB do not fit in 41.4 GiB',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'possible',
      },
    },
  },
  {
    name: 'a model that does not say how many tokens it reads',
    ask: ask({
      model: modelOf({ bf16: { ...small, contextLength: undefined } }),
    }),
    answer: {
      'ber/l40s': {
        verdict: 'fits',
        reasons: [
          'context-limit-unknown: unknown: how many tokens bf16 reads at the most; the engine refuses to start for more',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
      },
    },
  },
];
