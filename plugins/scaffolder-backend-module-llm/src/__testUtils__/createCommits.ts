import {
  createMockDirectory,
  mockCredentials,
  mockServices,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { ActionContext } from '@backstage/plugin-scaffolder-node';
import {
  GitOpsRepository,
  GitOpsReviewMode,
} from '@modelyard/plugin-llm-gitops-node';
import { writeChanges } from '../changes/writeChanges';
import { createCommitAction } from '../actions/commitChanges';
import { startRepository } from './repository';

type Context = ActionContext<never, never, 'v2'>;

/** A file that the repository has. */
export const PATH = 'models/nova/catalog-info.yaml';
const jo = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'jo', namespace: 'default' },
  spec: { profile: { displayName: 'Jo Doe', email: 'jo@example.com' } },
};

/** A repository that begins anew with each test, and runs of the action that commits to it. Call it once in a `describe`. */
export function createCommits() {
  const directory = createMockDirectory();
  const workspacePath = directory.resolve('workspace');
  const trace = jest.fn();
  const announce = jest.fn();
  let repository: GitOpsRepository;

  beforeEach(async () => {
    directory.setContent({ workspace: {} });
    jest.clearAllMocks();
    repository = await startRepository(directory, {
      [PATH]: 'old',
      'models/nova/prod/overlays/mine.yaml': 'mine',
    });
  });

  async function run(
    input: object,
    options: {
      review?: GitOpsReviewMode;
      task?: string;
      result?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
      credentials?: ReturnType<typeof mockCredentials.service>;
      isDryRun?: boolean;
      user?: string;
      mayRead?: boolean;
      /** Of the one who runs it; the platform's where absent. */
      groups?: string[];
    } = {},
  ) {
    const { review = 'proposal', task = 'task-1' } = options;
    const user = options.user ?? 'user:default/jo';
    const credentials = options.credentials ?? mockCredentials.user(user);
    const action = createCommitAction({
      catalog: catalogServiceMock(),
      auth: mockServices.auth(),
      events: mockServices.events.mock({ publish: announce }),
      logger: mockServices.logger.mock(),
      permissions:
        options.mayRead === false
          ? mockServices.permissions.mock({
              authorize: async requests =>
                requests.map(({ permission: { name } }) => ({
                  result:
                    name === 'llm.change.read'
                      ? AuthorizeResult.DENY
                      : AuthorizeResult.ALLOW,
                })),
            })
          : mockServices.permissions({
              result: options.result ?? AuthorizeResult.ALLOW,
            }),
      open: async () => repository,
      groups: { platform: ['group:default/gpu-platform'], reviewers: [] },
      rules: new Map(),
      userInfo: mockServices.userInfo.mock({
        getUserInfo: async () => ({
          userEntityRef: user,
          ownershipEntityRefs: [
            user,
            ...(options.groups ?? ['group:default/gpu-platform']),
          ],
        }),
      }),
      review,
      audited: async (meta, make) => {
        try {
          const made = await make();
          trace('success', meta);
          return made;
        } catch (error) {
          trace('failure', meta);
          throw error;
        }
      },
    });
    const output: Record<string, unknown> = {};
    await action.handler({
      input: { change: 'serve-nova', title: 'Serve Nova', ...input },
      isDryRun: options.isDryRun ?? false,
      workspacePath,
      task: { id: task },
      user: { ref: user, ...(!options.user && { entity: jo }) },
      logger: mockServices.logger.mock(),
      checkpoint: ({ fn }: { fn: () => unknown }) => fn(),
      output: (name: string, value: unknown) => {
        output[name] = value;
      },
      getInitiatorCredentials: async () => credentials,
    } as unknown as Context);
    return output;
  }

  const wrote = (content: string, path = PATH) =>
    writeChanges(workspacePath, [{ path, content }]);

  return {
    directory,
    workspacePath,
    trace,
    announce,
    run,
    wrote,
    repository: () => repository,
  };
}
