import {
  MockDirectory,
  mockCredentials,
  mockServices,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { createAssessAction } from '../actions/assessModel';
import { ManifestTools } from '../actions/ManifestTools';
import { pool, provider, qwen8b } from './entities';

type Context = ActionContext<never, never, 'v2'>;

export const fits = {
  model: 'research/qwen3-8b',
  pool: 'l4-lys',
  devices: 'whole',
  workload: {
    promptTokens: 1000,
    answerTokens: 300,
    concurrentRequests: 8,
    longestContext: 8192,
  },
};
export const tooSmall = { ...fits, devices: 'turns' };
export const override = {
  reason: 'Shown at the fair, for one visitor at a time',
};

/** Runs the action on a model that is to be placed, and tells `onOverride` of overrides. */
export function modelAssessment(
  directory: MockDirectory,
  onOverride: () => Promise<void>,
) {
  return async (
    input: object,
    options: {
      result?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
      credentials?: ReturnType<typeof mockCredentials.service>;
      isDryRun?: boolean;
      entities?: Entity[];
    } = {},
  ) => {
    const { result = AuthorizeResult.DENY, isDryRun = false } = options;
    const credentials = options.credentials ?? mockCredentials.user();
    const action = createAssessAction({
      auth: mockServices.auth(),
      catalog: catalogServiceMock({
        entities: [qwen8b, pool, provider, ...(options.entities ?? [])],
      }),
      permissions: mockServices.permissions({ result }),
      open: async () => {
        throw new Error('Nothing here is about the repository');
      },
      tools: new ManifestTools({
        config: {
          targets: new Map(),
          clusters: new Map(),
          rules: new Map(),
          crdPaths: [],
        },
        dryRun: { run: async () => ({ ran: false, reason: 'no need' }) },
      }),
      onOverride,
    });
    const output: Record<string, unknown> = {};
    await action.handler({
      input,
      isDryRun,
      workspacePath: directory.path,
      logger: mockServices.logger.mock(),
      output: (name: string, value: unknown) => {
        output[name] = value;
      },
      getInitiatorCredentials: async () => credentials,
    } as unknown as Context);
    return output;
  };
}
