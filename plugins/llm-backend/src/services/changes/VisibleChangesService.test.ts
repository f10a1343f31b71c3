import {
  createMockDirectory,
  mockCredentials,
  mockServices,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  GitOpsChange,
  GitOpsRepository,
} from '@modelyard/plugin-llm-gitops-node';
import { withPortalUser } from '@modelyard/plugin-llm-node';
import { hidingCatalog } from '../../__testUtils__/hidingCatalog';
import { startRepository } from '../../__testUtils__/repository';
import { DefaultChangesService } from './DefaultChangesService';
import { VisibleChangesService } from './VisibleChangesService';

const PLATFORM = 'group:default/gpu-platform';

const entity = (kind: string, name: string): Entity => ({
  apiVersion: 'modelyard.dev/v1alpha1',
  kind,
  metadata: { name, namespace: 'default' },
  spec: { owner: 'group:default/search' },
});
const nova = entity('Model', 'nova');
const secret = entity('GpuPool', 'secret');
const fileOf = ({ kind, metadata }: Entity) =>
  `${kind === 'Model' ? 'models' : 'pools'}/${metadata.name}/catalog-info.yaml`;

describe('changes of what is hidden', () => {
  const directory = createMockDirectory();
  let repository: GitOpsRepository;

  const propose = (id: string, ...changes: GitOpsChange[]) =>
    repository.propose({
      id,
      message: withPortalUser(`Change ${id}`, 'user:default/jo'),
      author: { name: 'Jo', email: 'jo@example.com' },
      changes,
    });

  beforeEach(async () => {
    directory.clear();
    repository = await startRepository(directory, {
      [fileOf(nova)]: JSON.stringify(nova),
      [fileOf(secret)]: JSON.stringify(secret),
    });
    await propose('of-nova', {
      path: 'models/nova/prod/intent.yaml',
      content: 'a: 1',
    });
    await propose('of-secret', {
      path: 'pools/secret/cluster/base/a.yaml',
      content: 'b: 2',
    });
    await propose('new', {
      path: 'pools/new/catalog-info.yaml',
      content: JSON.stringify(entity('GpuPool', 'new')),
    });
    await propose(
      'of-both',
      { path: fileOf(secret), delete: true },
      { path: 'models/nova/prod/intent.yaml', content: 'a: 2' },
    );
  });

  function serviceFor(groups: string[] = []) {
    const auth = mockServices.auth();
    const catalog = hidingCatalog({
      entities: [nova, secret],
      hides: item => item === secret,
    });
    const userInfo = mockServices.userInfo.mock({
      getUserInfo: async credentials => {
        const { userEntityRef } = credentials.principal as {
          userEntityRef: string;
        };
        return {
          userEntityRef,
          ownershipEntityRefs: [userEntityRef, ...groups],
        };
      },
    });
    const shared = {
      open: async () => repository,
      auth,
      catalog,
      groups: { platform: [PLATFORM], reviewers: [] },
      userInfo,
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

  const ids = (changes: Array<{ id: string }>) =>
    changes.map(({ id }) => id).sort();
  const kim = mockCredentials.user('user:default/kim');
  const jo = mockCredentials.user('user:default/jo');
  const all = ['new', 'of-both', 'of-nova', 'of-secret'];

  it('are there for nobody who does not see it', async () => {
    const service = serviceFor();
    const credentials = kim;
    expect(ids(await service.listChanges({ credentials }))).toEqual([
      'new',
      'of-nova',
    ]);
    const { head } = await repository.readProposal('of-secret');
    const named = { id: 'of-secret', expectedHead: head, credentials };
    const missing = service.readChange({ id: 'none', credentials });
    await expect(missing).rejects.toThrow('No proposal none is open');
    for (const act of [
      service.readChange(named),
      service.mergeChange(named),
      service.withdrawChange(named),
    ]) {
      await expect(act).rejects.toMatchObject({
        name: 'NotFoundError',
        message: 'No proposal of-secret is open',
      });
    }
    expect(
      await service.readChange({ id: 'of-nova', credentials }),
    ).toMatchObject({ id: 'of-nova' });
  });

  it('are there for who made them, and for the platform', async () => {
    expect(ids(await serviceFor().listChanges({ credentials: jo }))).toEqual(
      all,
    );
    const service = serviceFor([PLATFORM]);
    expect(ids(await service.listChanges({ credentials: kim }))).toEqual(all);
    expect(
      await service.readChange({ id: 'of-secret', credentials: kim }),
    ).toMatchObject({ id: 'of-secret' });
  });

  it('are hidden by what they touch now', async () => {
    const service = serviceFor();
    await service.listChanges({ credentials: kim });
    await repository.propose({
      id: 'of-nova',
      message: 'Further',
      changes: [{ path: fileOf(secret), content: 'spec: {}' }],
    });
    expect(ids(await service.listChanges({ credentials: kim }))).toEqual([
      'new',
    ]);
  });
});
