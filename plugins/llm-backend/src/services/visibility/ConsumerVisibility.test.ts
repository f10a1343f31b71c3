import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { createPermissionIntegrationRouter } from '@backstage/plugin-permission-node';
import { llmConsumerReadPermission } from '@modelyard/plugin-llm-common';
import {
  createLlmConditionalDecision,
  llmEntityConditions,
  llmEntityPermissionResourceRef,
  llmEntityRules,
} from '@modelyard/plugin-llm-node';
import { hidingCatalog } from '../../__testUtils__/hidingCatalog';
import { ConsumerHoldings } from './ConsumerHoldings';
import { ConsumerVisibility } from './ConsumerVisibility';

const QWEN = 'model:berlin/qwen';
const BGE = 'model:berlin/bge';
const BOT = 'component:berlin/bot';
const INDEX = 'component:berlin/index';
const SECRET = 'component:hamburg/secret';
const CHILD = 'component:berlin/child-bot';
const SEARCH = 'group:berlin/search';
const SUPPORT = 'group:berlin/support';
const ASSISTANTS = 'system:berlin/assistants';

function entity(ref: string, relations: Array<[string, string]>): Entity {
  const { kind, namespace, name } = parseEntityRef(ref);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: `${kind[0].toLocaleUpperCase('en-US')}${kind.slice(1)}`,
    metadata: { name, namespace },
    spec: { type: ref === INDEX ? 'confidential' : 'service' },
    relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
  };
}

// A bot of support in the system of search, an index of search, a bot of a child group of support, and a stranger.
const models = [
  entity(QWEN, [['ownedBy', 'group:berlin/ml']]),
  entity(BGE, [['ownedBy', 'group:berlin/others']]),
];
const entities = [
  ...models,
  entity(SUPPORT, [
    ['ownerOf', BOT],
    ['ownerOf', QWEN],
    ['parentOf', 'group:berlin/support-night'],
  ]),
  entity('group:berlin/support-night', [
    ['ownerOf', CHILD],
    ['parentOf', SUPPORT],
  ]),
  entity(SEARCH, [
    ['ownerOf', INDEX],
    ['ownerOf', ASSISTANTS],
  ]),
  entity(ASSISTANTS, [['hasPart', BOT]]),
  entity(BOT, [['ownedBy', SUPPORT]]),
  entity(CHILD, [['ownedBy', 'group:berlin/support-night']]),
  entity(INDEX, [['ownedBy', SEARCH]]),
];
const consumers = [BOT, INDEX, CHILD, SECRET, 'key-0123', 'unknown', 'other'];

const people = {
  'runs the platform': ['group:berlin/gpu-platform'],
  'owns a model': ['group:berlin/ml'],
  'belongs to a consumer': [SUPPORT],
  'owns the system of a consumer': [SEARCH],
  'belongs to nobody': ['group:berlin/nobody'],
  reviews: ['group:berlin/auditors', SUPPORT, 'group:berlin/ml'],
};

function visibilityFor(
  memberOf: readonly string[],
  decision: PolicyDecision = { result: AuthorizeResult.ALLOW },
  hidden: readonly string[] = [],
) {
  const auth = mockServices.auth();
  const catalog = hidingCatalog({
    entities,
    hides: each => hidden.includes(stringifyEntityRef(each)),
  });
  const router = createPermissionIntegrationRouter();
  router.addResourceType({
    resourceType: llmEntityPermissionResourceRef.resourceType,
    rules: Object.values(llmEntityRules),
  });
  const permissionsRegistry: PermissionsRegistryService = {
    ...mockServices.permissionsRegistry.mock(),
    getPermissionRuleset: ref => router.getPermissionRuleset(ref),
  };
  return ConsumerVisibility.create({
    auth,
    catalog,
    groups: {
      platform: ['group:berlin/gpu-platform'],
      reviewers: ['group:berlin/auditors'],
    },
    holdings: ConsumerHoldings.create({ catalog }),
    permissions: mockServices.permissions.mock({
      authorizeConditional: async () => [decision],
    }),
    permissionsRegistry,
    userInfo: mockServices.userInfo({
      ownershipEntityRefs: ['user:default/mock', ...memberOf],
    }),
  });
}

type Person = keyof typeof people;

async function shownTo(
  person: Person,
  model: string,
  ...rest: [PolicyDecision?, string[]?]
) {
  const view = await visibilityFor(people[person], ...rest).viewOf({
    credentials: mockCredentials.user(),
    models,
    consumers,
  });
  return consumers.filter(consumer => view.sees(model, consumer));
}

describe('who is told which consumers use a model', () => {
  it.each<[Person, string[], string[]]>([
    ['runs the platform', consumers, consumers],
    ['owns a model', consumers, []],
    ['belongs to a consumer', [BOT, CHILD], [BOT, CHILD]],
    ['owns the system of a consumer', [BOT, INDEX], [BOT, INDEX]],
    ['belongs to nobody', [], []],
    ['reviews', [], []],
  ])('%s', async (person, ofQwen, ofBge) => {
    expect(await shownTo(person, QWEN)).toEqual(ofQwen);
    expect(await shownTo(person, BGE)).toEqual(ofBge);
  });

  it('is not a service, which belongs to nobody', async () => {
    const view = await visibilityFor(people['runs the platform']).viewOf({
      credentials: mockCredentials.service(),
      models,
      consumers,
    });
    expect(consumers.filter(each => view.sees(QWEN, each))).toEqual([]);
  });

  it('is told nothing of what the catalog hides, and of what it has lost', async () => {
    expect(
      await shownTo('owns a model', QWEN, undefined, [BOT, INDEX]),
    ).toEqual([CHILD, SECRET, 'key-0123', 'unknown', 'other']);
    expect(
      await shownTo('belongs to a consumer', QWEN, undefined, [BOT]),
    ).toEqual([CHILD]);
  });

  it('is told less by a policy, and never more', async () => {
    const deny: PolicyDecision = { result: AuthorizeResult.DENY };
    expect(await shownTo('runs the platform', QWEN, deny)).toEqual([]);
    expect(await shownTo('belongs to nobody', QWEN)).toEqual([]);
    const notConfidential = createLlmConditionalDecision(
      llmConsumerReadPermission,
      { not: llmEntityConditions.hasType({ types: ['Confidential'] }) },
    );
    // Pseudonyms and what the catalog does not know are nothing that a condition can be met by.
    expect(await shownTo('runs the platform', QWEN, notConfidential)).toEqual([
      BOT,
      CHILD,
      'unknown',
      'other',
    ]);
    const ofSupport = createLlmConditionalDecision(
      llmConsumerReadPermission,
      llmEntityConditions.isOwner({ claims: [SUPPORT] }),
    );
    expect(await shownTo('owns a model', QWEN, ofSupport)).toEqual([
      BOT,
      'unknown',
      'other',
    ]);
  });
});

describe('what somebody is told of what a consumer uses', () => {
  const parts = async (
    person: Person,
    ref: string,
    options: { models?: Entity[]; decision?: PolicyDecision } = {},
  ) => {
    const consumer = entities.find(each => stringifyEntityRef(each) === ref);
    if (!consumer) {
      throw new Error(`${ref} is not in the catalog`);
    }
    const found = await visibilityFor(people[person], options.decision).partsOf(
      {
        credentials: mockCredentials.user(),
        consumer,
        ...(options.models && { models: options.models }),
      },
    );
    return found.sort();
  };

  it('is all that belongs to it, for those who belong to it and for the platform', async () => {
    const support = [SUPPORT, 'group:berlin/support-night', BOT, CHILD].sort();
    expect(await parts('belongs to a consumer', SUPPORT)).toEqual(support);
    expect(await parts('runs the platform', SUPPORT)).toEqual(support);
    expect(await parts('owns the system of a consumer', ASSISTANTS)).toEqual(
      [ASSISTANTS, BOT].sort(),
    );
    expect(await parts('owns the system of a consumer', BOT)).toEqual([BOT]);
  });

  it('is nothing for others, but what it used of their models', async () => {
    for (const person of [
      'belongs to nobody',
      'owns the system of a consumer',
      'owns a model',
      'reviews',
    ] as const) {
      await expect(parts(person, SUPPORT)).rejects.toThrow(
        'What group:berlin/support uses is shown to those who belong to it',
      );
    }
    const [qwen, bge] = models;
    expect(await parts('owns a model', BOT, { models: [qwen] })).toEqual([BOT]);
    await expect(
      parts('owns a model', BOT, { models: [qwen, bge] }),
    ).rejects.toThrow('is shown to those who belong to it');
  });

  it('leaves out what a policy takes away', async () => {
    const decision = createLlmConditionalDecision(llmConsumerReadPermission, {
      not: llmEntityConditions.hasType({ types: ['confidential'] }),
    });
    expect(
      await parts('owns the system of a consumer', SEARCH, { decision }),
    ).toEqual([BOT, SEARCH, ASSISTANTS].sort());
    await expect(
      parts('owns the system of a consumer', INDEX, { decision }),
    ).rejects.toThrow("needs the permission 'llm.consumer.read'");
  });
});

describe('what is not told', () => {
  it('is added together where the rest of its key is the same', async () => {
    const view = await visibilityFor(people['belongs to a consumer']).viewOf({
      credentials: mockCredentials.user(),
      models,
      consumers,
    });
    const row = (day: number, consumer: string, n: number) => ({
      day,
      consumer,
      n,
    });
    expect(
      view.fold({
        rows: [
          row(1, INDEX, 1),
          row(1, BOT, 2),
          row(1, SECRET, 4),
          row(2, INDEX, 8),
          row(2, 'unknown', 16),
        ],
        modelOf: () => QWEN,
        consumerOf: each => each.consumer,
        apartBy: each => `${each.day}`,
        add: ([first, ...more], consumer) => ({
          day: first.day,
          consumer,
          n: more.reduce((sum, { n }) => sum + n, first.n),
        }),
      }),
    ).toEqual([row(1, 'others', 5), row(1, BOT, 2), row(2, 'others', 24)]);
  });
});
