import { findIntentOwners } from './findIntentOwners';

const pool = (target: string) =>
  JSON.stringify({
    apiVersion: 'modelyard.dev/v1alpha1',
    kind: 'Intent',
    renderer: 1,
    target,
    subject: {
      kind: 'pool',
      name: 'h100',
      namespace: 'gpu-operator',
      pool: 'gpupool:default/h100',
      owner: 'group:default/search',
    },
    parts: [{ family: 'gpu-quota', input: {} }],
  });
const deployment = (...providers: string[]) =>
  JSON.stringify({
    apiVersion: 'modelyard.dev/v1alpha1',
    kind: 'Intent',
    renderer: 1,
    target: 'fra-1',
    subject: {
      kind: 'deployment',
      owner: 'group:default/search',
      name: 'nova',
      namespace: 'llm',
      model: 'model:default/nova',
      version: '1',
      deployment: 'prod',
      environment: 'production',
      servedModelName: 'nova',
    },
    parts: [
      {
        family: 'ai-gateway-route',
        input: {
          backends: [
            { kind: 'self' },
            ...providers.map(entity => ({ kind: 'provider', entity })),
          ],
        },
      },
    ],
  });
const rules = new Map([
  ['fra-1', { owner: 'group:default/gpu' }],
  ['ber-1', {}],
]);
const owners: Record<string, string[]> = {
  'resource:default/azure': ['group:default/contracts'],
  'resource:default/orphan': [],
};
const find = (...intents: Array<{ before?: string; after?: string }>) =>
  findIntentOwners({ intents, rules, ownersOf: async ref => owners[ref] });

describe('findIntentOwners', () => {
  it('asks who answers for a cluster that a pool sets something up in', async () => {
    expect(await find({ after: pool('fra-1') })).toEqual([
      ['group:default/gpu'],
    ]);
    expect(await find({ before: pool('fra-1') })).toHaveLength(1);
    // Nobody but the platform can agree.
    expect(await find({ after: pool('ber-1') })).toEqual([[]]);
    expect(
      await find({ before: pool('fra-1'), after: pool('elsewhere') }),
    ).toEqual([[], ['group:default/gpu']]);
  });

  it('asks the owner of a provider that requests begin to go to', async () => {
    expect(await find({ after: deployment('resource:default/azure') })).toEqual(
      [['group:default/contracts']],
    );
    expect(
      await find({ after: deployment('azure', 'orphan', 'gone') }),
    ).toEqual([['group:default/contracts'], [], []]);
    const there = deployment('resource:default/azure');
    expect(await find({ before: there, after: there })).toEqual([]);
    expect(await find({ before: there, after: deployment() })).toEqual([]);
  });

  it('asks nobody else of a deployment, or of what is no intent', async () => {
    expect(await find({ after: deployment() }, { after: 'a: [' })).toEqual([]);
  });
});
