import { AssessOptions, BaseDeployment } from '../../AssessOptions';
import {
  ask,
  euros,
  l40s,
  large,
  people,
  pool,
  small,
  VerdictCase,
} from '../scenario';

const base: BaseDeployment = {
  model: 'base',
  version: 'bf16',
  deployment: 'prod',
  pool: 'ber',
  devices: 'l40s',
  architecture: small,
  engine: { version: '0.21.0', lora: { maxLoras: 4, maxRank: 32 } },
};

function adapter(options: {
  base?: Partial<BaseDeployment>;
  trainedFor?: { baseModel: string; baseVersion?: string; rank?: number };
  change?: Partial<AssessOptions>;
}): AssessOptions {
  return ask({
    model: {
      name: 'tone',
      versions: [
        {
          name: 'v3',
          kind: 'adapter',
          adapter: options.trainedFor ?? { baseModel: 'base', rank: 16 },
        },
      ],
    },
    intent: options.base && { base: { ...base, ...options.base } },
    pools: [pool('ber', [l40s(1, 4)]), pool('mun', [l40s(1, 4)])],
    ...options.change,
  });
}

/** Adapters, which run in the deployment of their base. */
export const adapterCases: readonly VerdictCase[] = [
  {
    name: 'an adapter where its base runs',
    ask: adapter({ base: {} }),
    // An adapter takes nothing of its own. Four of rank 32 on every matrix of the small model: 84 million numbers, 0.16
    // GiB each, beside 15.0 + 2.9 + 3.6 GiB of 41.4.
    answer: {
      'ber/l40s': { verdict: 'fits', placement: '1 x 1 x 1 = 0 gpu' },
      'mun/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'base-not-here: prod of base runs on ber, l40s, and the adapter with it',
        ],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'an adapter without a base',
    ask: adapter({}),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'adapter-needs-base: v3 is an adapter: it is served by a deployment of its base base, and none was named',
        ],
        override: 'not-possible',
      },
      'mun/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'adapter-needs-base: v3 is an adapter: it is served by a deployment of its base base, and none was named',
        ],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'an adapter on another model, of unknown rank',
    ask: adapter({ base: {}, trainedFor: { baseModel: 'other' } }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'adapter-other-base: v3 was trained for other, but prod serves base bf16',
          'adapter-rank-unknown: unknown: the rank of v3, which decides how much room it takes',
        ],
        placement: '1 x 1 x 1 = 0 gpu',
        override: 'possible',
      },
      'mun/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'base-not-here: prod of base runs on ber, l40s, and the adapter with it',
        ],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'an adapter that was trained on another version',
    ask: adapter({
      base: {},
      trainedFor: { baseModel: 'base', baseVersion: 'fp8', rank: 16 },
    }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'adapter-other-base: v3 was trained for base fp8, but prod serves base bf16',
        ],
        placement: '1 x 1 x 1 = 0 gpu',
        override: 'possible',
      },
      'mun/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'base-not-here: prod of base runs on ber, l40s, and the adapter with it',
        ],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'a base that takes no adapters yet, and retires',
    ask: adapter({
      base: { engine: { version: '0.21.0' }, retiresOn: '2027-06-30' },
    }),
    answer: {
      'ber/l40s': {
        verdict: 'fits',
        reasons: [
          'base-retires: base retires on 2027-06-30, and v3 with it',
          'base-must-change: prod takes no adapters yet: its owner must agree to a change that restarts it',
        ],
        placement: '1 x 1 x 1 = 0 gpu',
      },
      'mun/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'base-not-here: prod of base runs on ber, l40s, and the adapter with it',
        ],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'an adapter that may work on what its base must not, on a base that is on its way out',
    ask: adapter({
      base: { lifecycle: 'deprecated', dataClasses: ['public'] },
      change: {
        model: {
          name: 'tone',
          lifecycle: 'production',
          dataClasses: ['public', 'internal'],
          versions: [
            {
              name: 'v3',
              kind: 'adapter',
              adapter: { baseModel: 'base', rank: 16 },
            },
          ],
        },
        policy: { dataClass: 'internal' },
      },
    }),
    answer: {
      'ber/l40s': {
        verdict: 'fits',
        policy: 'blocked',
        policyReasons: [
          'data-class-not-for-model: base must not work on internal data, only on public',
          'data-classes-unknown: unknown: nobody decided which data may be processed on ber',
          'model-deprecated: base is deprecated and will be retired',
        ],
        placement: '1 x 1 x 1 = 0 gpu',
        override: 'not-possible',
      },
      'mun/l40s': {
        verdict: 'does-not-fit',
        policy: 'blocked',
        policyReasons: [
          'data-class-not-for-model: base must not work on internal data, only on public',
          'data-classes-unknown: unknown: nobody decided which data may be processed on mun',
          'model-deprecated: base is deprecated and will be retired',
        ],
        reasons: [
          'base-not-here: prod of base runs on ber, l40s, and the adapter with it',
        ],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'an adapter of a higher rank than the base takes',
    ask: adapter({ base: {}, trainedFor: { baseModel: 'base', rank: 64 } }),
    answer: {
      'ber/l40s': {
        verdict: 'fits',
        reasons: [
          'base-must-change: prod takes adapters of rank 32 at most: its owner must agree to a change that restarts it',
        ],
        placement: '1 x 1 x 1 = 0 gpu',
      },
      'mun/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'base-not-here: prod of base runs on ber, l40s, and the adapter with it',
        ],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'a base that has no room for adapters beside its requests',
    ask: adapter({
      base: {
        engine: {
          version: '0.21.0',
          tensorParallel: 1,
          pipelineParallel: 1,
          dataParallel: 1,
          lora: { maxLoras: 64, maxRank: 256 },
        },
      },
      change: { workload: people(60) },
    }),
    // Rank 256 is 8 times the numbers of rank 32 (1.25 GiB): 64 of them take 80 GiB, more than the GPU has.
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'weights-too-large: weights of 15.0 GiB and at least 81.3 GiB that the engine needs besides, adapters among it, do not fit in 41.4 GiB',
        ],
        placement: '1 x 1 x 1 = 0 gpu',
        override: 'possible',
      },
      'mun/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'base-not-here: prod of base runs on ber, l40s, and the adapter with it',
        ],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'an adapter of exactly the rank that the base takes',
    ask: adapter({ base: {}, trainedFor: { baseModel: 'base', rank: 32 } }),
    answer: {
      'ber/l40s': { verdict: 'fits', placement: '1 x 1 x 1 = 0 gpu' },
      'mun/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'base-not-here: prod of base runs on ber, l40s, and the adapter with it',
        ],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'an adapter on a base that takes rank 16, as the engine does by itself',
    ask: adapter({
      base: { engine: { version: '0.21.0', lora: { maxLoras: 1 } } },
      trainedFor: { baseModel: 'base', rank: 17 },
    }),
    answer: {
      'ber/l40s': {
        verdict: 'fits',
        reasons: [
          'base-must-change: prod takes adapters of rank 16 at most: its owner must agree to a change that restarts it',
        ],
        placement: '1 x 1 x 1 = 0 gpu',
      },
      'mun/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'base-not-here: prod of base runs on ber, l40s, and the adapter with it',
        ],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'an adapter whose base is too large for where it is said to run',
    ask: adapter({
      base: {
        architecture: large,
        engine: {
          version: '0.21.0',
          lora: { maxLoras: 1 },
          tensorParallel: 1,
          pipelineParallel: 1,
        },
      },
    }),
    // 131.4 of 41.4 GiB.
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'weights-too-large: weights of 131.4 GiB do not fit in 41.4 GiB',
        ],
        placement: '1 x 1 x 1 = 0 gpu',
        override: 'possible',
      },
      'mun/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'base-not-here: prod of base runs on ber, l40s, and the adapter with it',
        ],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'an adapter whose base runs where nobody asked',
    ask: adapter({ base: { pool: 'osl' } }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'base-not-here: prod of base runs on osl, l40s, and the adapter with it',
        ],
        override: 'not-possible',
      },
      'mun/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'base-not-here: prod of base runs on osl, l40s, and the adapter with it',
        ],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'an adapter takes no quota, no budget and no free devices',
    ask: adapter({
      base: {},
      change: {
        usage: [
          {
            pool: 'ber',
            devices: 'l40s',
            freePerNode: [0],
            quota: { limit: 1, used: 1 },
          },
        ],
        budget: { monthlyLimit: euros('1'), committed: euros('1') },
      },
    }),
    answer: {
      'ber/l40s': { verdict: 'fits', placement: '1 x 1 x 1 = 0 gpu' },
      'mun/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'base-not-here: prod of base runs on ber, l40s, and the adapter with it',
        ],
        override: 'not-possible',
      },
    },
  },
];
