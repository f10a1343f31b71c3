import { ask, l40s, modelOf, pool, small, VerdictCase } from '../scenario';

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
      'far-away': {
        verdict: 'does-not-fit',
        policy: 'blocked',
        policyReasons: [
          'region-not-allowed: far-away is in us-east, but allowed are eu-north',
        ],
      },
      silent: {
        verdict: 'does-not-fit',
        policy: 'unknown',
        policyReasons: [
          'data-classes-unknown: unknown: nobody decided which data may be processed on silent',
        ],
      },
    },
  },
];
