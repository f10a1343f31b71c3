import { familyCases } from '../families/__testUtils__/fixtures';
import { claimedNames, findClaimed } from './claimedNames';
import { Intent } from './Intent';
import { printIntent, readIntent } from './readIntent';

const read = (text: string): Intent => {
  const intent = readIntent(text);
  if (!intent.ok) {
    throw new Error(JSON.stringify(intent.issues));
  }
  return intent.value;
};
const deployment = read(
  familyCases.find(
    ({ family, name }) => family === 'vllm-deployment' && name === 'scaled',
  )!.intent,
);
const subject = {
  ...deployment.subject,
  name: 'qwen',
  namespace: 'chat',
  servedModelName: 'qwen3',
  aliases: ['small'],
} as Extract<Intent['subject'], { kind: 'deployment' }>;
const routed: Intent = {
  ...deployment,
  target: 'fra-1',
  subject,
  parts: [
    {
      family: 'ai-gateway-route',
      input: {
        adapters: ['tone'],
        hostnames: ['llm.example.com'],
        backends: [{ kind: 'self' }],
      },
    },
  ],
};
const textOf = (change: {
  target?: string;
  subject?: object;
  parts?: Intent['parts'];
}) =>
  printIntent({
    ...routed,
    ...change,
    subject: { ...subject, name: 'other', ...change.subject },
  } as Intent);

describe('claimedNames', () => {
  it('claims objects in their namespace, and names of models on the gateway', () => {
    expect(
      claimedNames(routed).map(
        ({ field, value, where }) => `${field} ${value} ${where}`,
      ),
    ).toEqual([
      'subject.name qwen in the namespace chat of fra-1',
      'subject.servedModelName qwen3 on the gateway of fra-1',
      'subject.aliases[0] small on the gateway of fra-1',
      'adapters[0] tone on the gateway of fra-1',
    ]);
  });

  it('claims nothing anew that was claimed before', () => {
    expect(
      claimedNames(routed, {
        before: { ...routed, subject: { ...subject, aliases: [] } },
      }).map(({ value }) => value),
    ).toEqual(['small']);
    expect(claimedNames(routed, { before: routed })).toEqual([]);
  });

  it('claims for a pool what there is once in a cluster, and no names of objects', () => {
    const minimal = (id: string) =>
      familyCases.find(
        ({ family, name }) => family === id && name === 'minimal',
      )!.intent;
    const of = (id: string) => claimedNames(read(minimal(id)));
    expect(of('gpu-quota')).toEqual([]);
    const [claim, ...others] = of('device-sharing');
    expect([claim, others]).toMatchObject([{ value: 'device-sharing' }, []]);
    expect(findClaimed([claim], minimal('device-sharing'))).toMatchObject({
      by: { kind: 'pool' },
    });
  });
});

describe('findClaimed', () => {
  const claims = claimedNames(routed);

  it.each([
    [
      'an object',
      { parts: deployment.parts, subject: { name: 'qwen' } },
      'subject.name',
    ],
    ['a name of a model', {}, 'subject.servedModelName'],
    [
      'a name that is an alias there',
      { subject: { servedModelName: 'x', aliases: ['qwen3'] } },
      'subject.servedModelName',
    ],
    [
      'a name that is an adapter there',
      { subject: { servedModelName: 'x', aliases: [] } },
      'adapters[0]',
    ],
  ])('finds %s', (_, change, field) => {
    expect(findClaimed(claims, textOf(change))).toMatchObject({
      claim: { field },
      by: { kind: 'deployment', model: subject.model },
    });
  });

  it.each([
    ['another target', { target: 'ber-1', subject: { name: 'qwen' } }],
    [
      'another namespace',
      {
        parts: deployment.parts,
        subject: { name: 'qwen', namespace: 'batch' },
      },
    ],
    [
      'another host',
      {
        parts: [
          {
            family: 'ai-gateway-route',
            input: {
              hostnames: ['b.example.com'],
              backends: [{ kind: 'self' }],
            },
          },
        ],
      },
    ],
    ['no gateway', { parts: deployment.parts }],
  ])('leaves free what is in %s', (_, change) => {
    expect(findClaimed(claims, textOf(change))).toBeUndefined();
  });

  it('takes a file that cannot be read for none', () => {
    expect(findClaimed(claims, 'qwen: [')).toBeUndefined();
  });
});
