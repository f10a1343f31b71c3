import {
  createMockDirectory,
  mockCredentials,
  mockServices,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { BareFolderGitOpsRepository } from '@modelyard/plugin-llm-gitops-node';
import { withPortalUser } from '@modelyard/plugin-llm-node';
import { DefaultChangesService } from './DefaultChangesService';
import { VisibleChangesService } from './VisibleChangesService';

const model = (name: string): Entity => ({
  apiVersion: 'modelyard.dev/v1alpha1',
  kind: 'Model',
  metadata: { name, namespace: 'default' },
  spec: { owner: 'group:default/search' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/search' }],
});
/** A deployment in the namespace llm; the name of its objects, and that of its model where it stands at the gateway. */
const intent = (of: string, name: string, served?: string) =>
  JSON.stringify({
    apiVersion: 'modelyard.dev/v1alpha1',
    kind: 'Intent',
    renderer: 1,
    target: 'fra-1',
    subject: {
      kind: 'deployment',
      owner: 'group:default/search',
      name,
      namespace: 'llm',
      model: `model:default/${of}`,
      version: '1',
      deployment: 'prod',
      environment: 'production',
      servedModelName: served ?? name,
      aliases: [],
    },
    parts: served
      ? [{ family: 'ai-gateway-route', input: {} }]
      : [{ family: 'vllm-deployment', input: {} }],
  });
const file = (of: string, name: string, served?: string) => ({
  path: `models/${of}/prod/intent.yaml`,
  content: intent(of, name, served),
});

describe('names that two changes take', () => {
  const directory = createMockDirectory();
  let repository: BareFolderGitOpsRepository;

  beforeEach(async () => {
    directory.clear();
    repository = await BareFolderGitOpsRepository.create({
      folder: directory.resolve('gitops.git'),
      branch: 'main',
      author: { name: 'Modelyard', email: 'modelyard@localhost' },
      logger: mockServices.logger.mock(),
    });
    await repository.commit({
      message: 'Start',
      changes: [file('old', 'old', 'old-chat')],
    });
  });

  const propose = async (
    id: string,
    ...changes: Array<ReturnType<typeof file>>
  ) => {
    const result = await repository.propose({
      id,
      message: withPortalUser(`Change ${id}`, 'user:default/jo'),
      author: { name: 'Jo', email: 'jo@example.com' },
      changes,
    });
    return (result as { head: string }).head;
  };
  const credentials = mockCredentials.user('user:default/kim');

  function serviceFor(options: { hides?: string } = {}) {
    const entities = ['old', 'nova', 'vega'].map(model);
    const auth = mockServices.auth();
    const catalog = catalogServiceMock.mock({
      getEntityByRef: (ref, request) =>
        catalogServiceMock({ entities }).getEntityByRef(ref, request),
      getEntitiesByRefs: (request, asked) => {
        const isService =
          asked &&
          'credentials' in asked &&
          auth.isPrincipal(asked.credentials, 'service');
        const seen = entities.filter(
          ({ metadata }) => isService || metadata.name !== options.hides,
        );
        return catalogServiceMock({ entities: seen }).getEntitiesByRefs(
          request,
          asked,
        );
      },
    });
    const shared = {
      open: async () => repository,
      auth,
      catalog,
      groups: { platform: [], reviewers: [] },
      userInfo: mockServices.userInfo.mock({
        getUserInfo: async () => ({
          userEntityRef: 'user:default/kim',
          ownershipEntityRefs: ['user:default/kim', 'group:default/search'],
        }),
      }),
    };
    return VisibleChangesService.create({
      ...shared,
      service: DefaultChangesService.create({
        ...shared,
        events: mockServices.events.mock(),
        logger: mockServices.logger.mock(),
        rules: new Map(),
      }),
    });
  }
  const merge = (id: string, expectedHead: string) =>
    serviceFor().mergeChange({ id, expectedHead, credentials });

  it('go to the one that is merged first; the other has to be made anew', async () => {
    const first = await propose('first', file('nova', 'same', 'chat'));
    const second = await propose('second', file('vega', 'same', 'chat'));
    const read = () => serviceFor().readChange({ id: 'second', credentials });
    expect(await read()).toMatchObject({ takenNames: [], obstacles: [] });

    await merge('first', first);
    const object = {
      field: 'subject.name',
      value: 'same',
      where: 'in the namespace llm of fra-1',
      by: 'model:default/nova',
    };
    expect(await read()).toMatchObject({
      takenNames: [object],
      conflicts: [],
      obstacles: ['names-taken'],
    });
    await expect(merge('second', second)).rejects.toThrow(
      'Names that the change takes are taken by now: subject.name same in the namespace llm of fra-1',
    );
    // Made anew with another object, it still asks for the name at the gateway.
    const third = await propose('third', file('vega', 'other', 'chat'));
    await expect(merge('third', third)).rejects.toThrow(
      /subject\.servedModelName chat on the gateway of fra-1/,
    );
    const last = await propose('last', file('vega', 'other', 'chat-2'));
    await expect(merge('last', last)).resolves.toMatchObject({
      commit: expect.any(String),
    });
  });

  it('are found when the main branch moves between the look and the merge', async () => {
    const first = await propose('first', file('nova', 'same'));
    const second = await propose('second', file('vega', 'same'));
    const mergeProposal = repository.mergeProposal.bind(repository);
    jest
      .spyOn(repository, 'mergeProposal')
      .mockImplementationOnce(async asked => {
        await merge('first', first);
        return mergeProposal(asked);
      });
    await expect(merge('second', second)).rejects.toThrow(/taken by now/);
    expect(await repository.listFiles({ prefix: 'models/vega' })).toEqual([]);
  });

  it('are not taken within one change either', async () => {
    const head = await propose(
      'both',
      file('nova', 'same'),
      file('vega', 'same'),
    );
    await expect(merge('both', head)).rejects.toThrow(/subject\.name same/);
  });

  it('stay with those who have them', async () => {
    const head = await propose('same', {
      ...file('old', 'old', 'old-chat'),
      content: intent('old', 'old', 'old-chat').replace('"1"', '"2"'),
    });
    await expect(merge('same', head)).resolves.toBeDefined();
  });

  it('are not said to be those of what somebody may not see', async () => {
    await propose('new', file('nova', 'old'));
    const read = (hides?: string) =>
      serviceFor({ hides }).readChange({ id: 'new', credentials });
    expect((await read()).takenNames).toMatchObject([
      { value: 'old', by: 'model:default/old' },
    ]);
    const [name] = (await read('old')).takenNames;
    expect(name).toMatchObject({ value: 'old' });
    expect(name).not.toHaveProperty('by');
  });
});
