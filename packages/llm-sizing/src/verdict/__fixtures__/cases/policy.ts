import {
  ask,
  l40s,
  modelOf,
  people,
  pool,
  small,
  VerdictCase,
} from '../scenario';

const berlin = pool('ber', [l40s(1, 4)], {
  region: 'eu-central',
  allowedDataClasses: ['public', 'internal'],
});
const careful = modelOf(
  { bf16: small },
  { dataClasses: ['public', 'internal'] },
);

/** What policy allows, and adapters and providers, for which it decides alone or nearly. */
export const policyCases: readonly VerdictCase[] = [
  {
    name: 'data and region that are allowed',
    ask: ask({
      model: careful,
      pools: [berlin],
      policy: { dataClass: 'internal', regions: ['eu-central'] },
    }),
    answer: { 'ber/l40s': { verdict: 'fits', placement: '1 x 1 x 1 = 1 gpu' } },
  },
  {
    name: 'data that neither the model nor the pool is allowed to see',
    ask: ask({
      model: careful,
      pools: [berlin],
      policy: { dataClass: 'confidential' },
    }),
    answer: {
      'ber/l40s': {
        verdict: 'fits',
        policy: 'blocked',
        policyReasons: [
          'data-class-not-for-model: assistant must not work on confidential data, only on public, internal',
          'data-class-not-in-place: confidential data must not be processed on ber, only public, internal',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'not-possible',
      },
    },
  },
  {
    name: 'nobody decided which data may be processed',
    ask: ask({ policy: { dataClass: 'public' } }),
    answer: {
      'ber/l40s': {
        verdict: 'fits',
        policy: 'unknown',
        policyReasons: [
          'data-classes-unknown: unknown: nobody decided which data assistant may work on',
          'data-classes-unknown: unknown: nobody decided which data may be processed on ber',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'not-possible',
      },
    },
  },
  {
    name: 'a region that is not allowed, and no override helps',
    ask: ask({
      pools: [berlin],
      policy: { regions: ['eu-north'] },
      intent: { override: { reason: 'we need it' } },
    }),
    answer: {
      'ber/l40s': {
        verdict: 'fits',
        policy: 'blocked',
        policyReasons: [
          'region-not-allowed: ber is in eu-central, but allowed are eu-north',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'not-possible',
      },
    },
  },
  {
    name: 'a pool that does not say where it is',
    ask: ask({ policy: { regions: ['eu-north', 'eu-central'] } }),
    answer: {
      'ber/l40s': {
        verdict: 'fits',
        policy: 'unknown',
        policyReasons: [
          'region-unknown: unknown: ber does not say in which region it is, and only eu-north, eu-central are allowed',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'not-possible',
      },
    },
  },
  {
    name: 'a retired model',
    ask: ask({
      model: modelOf(
        { bf16: small },
        { lifecycle: 'retired', replacedBy: 'assistant-2' },
      ),
    }),
    answer: {
      'ber/l40s': {
        verdict: 'fits',
        policy: 'blocked',
        policyReasons: [
          'model-retired: assistant is retired; use assistant-2 instead',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'not-possible',
      },
    },
  },
  {
    name: 'a deprecated model still runs, with a warning',
    ask: ask({
      model: modelOf(
        { bf16: small },
        { lifecycle: 'deprecated', replacedBy: 'assistant-2' },
      ),
    }),
    answer: {
      'ber/l40s': {
        verdict: 'fits',
        policyReasons: [
          'model-deprecated: assistant is deprecated and will be retired; use assistant-2 instead',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
      },
    },
  },
  {
    name: 'a pool on its way out comes last, and offers the other one',
    ask: ask({
      pools: [
        pool('old', [l40s(1, 4)], { lifecycle: 'deprecated' }),
        pool('new', [l40s(1, 4)], { lifecycle: 'production' }),
      ],
    }),
    answer: {
      'new/l40s': { verdict: 'fits', placement: '1 x 1 x 1 = 1 gpu' },
      'old/l40s': {
        verdict: 'fits',
        policy: 'blocked',
        policyReasons: [
          'pool-retired: old is deprecated: nothing new is placed there',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        alternatives: ['other-devices: 1 of new/l40s for bf16'],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'an external model is asked of providers, by policy alone',
    ask: ask({
      model: {
        name: 'hosted',
        dataClasses: ['public', 'internal'],
        versions: [{ name: '2026-01', kind: 'external' }],
      },
      pools: [berlin],
      providers: [
        {
          name: 'far-away',
          region: 'us-east',
          allowedDataClasses: ['internal'],
        },
        {
          name: 'nearby',
          region: 'eu-north',
          allowedDataClasses: ['internal'],
        },
        { name: 'silent', region: 'eu-north' },
      ],
      policy: { dataClass: 'internal', regions: ['eu-north'] },
    }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        policy: 'blocked',
        reasons: [
          'version-external: 2026-01 is served by a provider, and cannot be placed on devices',
        ],
        policyReasons: [
          'region-not-allowed: ber is in eu-central, but allowed are eu-north',
        ],
        override: 'not-possible',
      },
      nearby: { verdict: 'fits' },
      silent: {
        verdict: 'does-not-fit',
        policy: 'unknown',
        policyReasons: [
          'data-classes-unknown: unknown: nobody decided which data may be processed on silent',
        ],
      },
      'far-away': {
        verdict: 'does-not-fit',
        policy: 'blocked',
        policyReasons: [
          'region-not-allowed: far-away is in us-east, but allowed are eu-north',
        ],
      },
    },
  },
  {
    name: 'a pool that is retired, and far away',
    ask: ask({
      pools: [
        { ...berlin, lifecycle: 'retired' },
        pool('osl', [l40s(1, 1)], { region: 'eu-north' }),
      ],
      policy: { regions: ['eu-north'] },
    }),
    answer: {
      'osl/l40s': { verdict: 'fits', placement: '1 x 1 x 1 = 1 gpu' },
      'ber/l40s': {
        verdict: 'fits',
        policy: 'blocked',
        policyReasons: [
          'pool-retired: ber is retired: nothing new is placed there',
          'region-not-allowed: ber is in eu-central, but allowed are eu-north',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        alternatives: ['other-devices: 1 of osl/l40s for bf16'],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'data that the model may see, but not there',
    ask: ask({
      model: modelOf({ bf16: small }, { dataClasses: ['confidential'] }),
      pools: [berlin],
      policy: { dataClass: 'confidential' },
    }),
    answer: {
      'ber/l40s': {
        verdict: 'fits',
        policy: 'blocked',
        policyReasons: [
          'data-class-not-in-place: confidential data must not be processed on ber, only public, internal',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'not-possible',
      },
    },
  },
  {
    name: 'a model for which no data is allowed',
    ask: ask({
      model: modelOf({ bf16: small }, { dataClasses: [] }),
      pools: [berlin],
      policy: { dataClass: 'public' },
    }),
    answer: {
      'ber/l40s': {
        verdict: 'fits',
        policy: 'blocked',
        policyReasons: [
          'data-class-not-for-model: assistant must not work on public data, only on none',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'not-possible',
      },
    },
  },
  {
    name: 'what policy allows comes first, then what it does not know, then what it forbids',
    ask: ask({
      pools: [
        pool('a', [l40s(1, 1)], { region: 'us-east' }),
        pool('b', [l40s(1, 1)]),
        pool('c', [l40s(1, 4)], { region: 'eu-north' }),
      ],
      workload: people(120),
      policy: { regions: ['eu-north'] },
    }),
    // 120 need two GPUs (see memory): one holds 77 to 85. What policy says counts before the size.
    answer: {
      'c/l40s': { verdict: 'fits', placement: '1 x 1 x 2 = 2 gpu' },
      'b/l40s': {
        verdict: 'does-not-fit',
        policy: 'unknown',
        reasons: [
          'too-few-requests: 77 to 85 of 120 requests of typical length (2,400 tokens) fit at the same time on 1 GPU of NVIDIA L40S 48 GB',
        ],
        policyReasons: [
          'region-unknown: unknown: b does not say in which region it is, and only eu-north are allowed',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        alternatives: ['other-devices: 2 of c/l40s for bf16'],
        override: 'not-possible',
      },
      'a/l40s': {
        verdict: 'does-not-fit',
        policy: 'blocked',
        reasons: [
          'too-few-requests: 77 to 85 of 120 requests of typical length (2,400 tokens) fit at the same time on 1 GPU of NVIDIA L40S 48 GB',
        ],
        policyReasons: [
          'region-not-allowed: a is in us-east, but allowed are eu-north',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        alternatives: ['other-devices: 2 of c/l40s for bf16'],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'an override does not stand in for a decision that nobody made',
    ask: ask({
      pools: [pool('ber', [l40s(1, 4)])],
      usage: [{ pool: 'ber', devices: 'l40s', freePerNode: [0] }],
      policy: { regions: ['eu-north'] },
      intent: {
        engine: { version: '0.21.0' },
        override: { reason: 'we need it' },
      },
    }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        fit: 'fits',
        policy: 'unknown',
        reasons: ['no-free-devices: needs 1 GPU, but none is free'],
        policyReasons: [
          'region-unknown: unknown: ber does not say in which region it is, and only eu-north are allowed',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'not-possible',
      },
    },
  },
  {
    name: 'a retired external model',
    ask: ask({
      model: {
        name: 'hosted',
        lifecycle: 'retired',
        versions: [{ name: '2026-01', kind: 'external' }],
      },
      pools: [],
      providers: [{ name: 'nearby', region: 'eu-north' }],
    }),
    answer: {
      nearby: {
        verdict: 'does-not-fit',
        policy: 'blocked',
        policyReasons: ['model-retired: hosted is retired'],
      },
    },
  },
];
