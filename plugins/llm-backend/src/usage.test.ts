import { createBackendModule } from '@backstage/backend-plugin-api';
import { permissionsRegistryServiceFactory } from '@backstage/backend-defaults/permissionsRegistry';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  llmUsageExtensionPoint,
  UsageIntake,
  UsageLedger,
} from '@modelyard/plugin-llm-node';
import request from 'supertest';
import llmPlugin from '.';
import { call, gateway } from './__testUtils__/usage';

const model = {
  apiVersion: 'modelyard.dev/v1alpha1',
  kind: 'Model',
  metadata: { name: 'qwen', namespace: 'berlin' },
  spec: {
    type: 'chat',
    lifecycle: 'production',
    owner: 'group:default/ml-platform',
    versions: [{ name: 'v1', kind: 'weights', source: { uri: 'hf://a/b' } }],
    deployments: [],
  },
};

describe('usage in the llm backend', () => {
  const intakes = (...added: UsageIntake[]) =>
    createBackendModule({
      pluginId: 'llm',
      moduleId: `intakes-${added.map(({ name }) => name).join('-')}`,
      register(reg) {
        reg.registerInit({
          deps: { usage: llmUsageExtensionPoint },
          async init({ usage }) {
            usage.addIntake(...added);
          },
        });
      },
    });

  const start = (...features: ReturnType<typeof intakes>[]) =>
    startTestBackend({
      features: [
        llmPlugin,
        permissionsRegistryServiceFactory,
        catalogServiceMock.factory({ entities: [model] }),
        mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
        mockServices.rootConfig.factory({ data: {} }),
        ...features,
      ],
    });

  it('gives intakes the ledger, and shows what they counted and refused', async () => {
    const ledgers: UsageLedger[] = [];
    const intake = (name: string) => ({
      name,
      start: (ledger: UsageLedger) => {
        ledgers.push(ledger);
      },
    });
    const { server } = await start(intakes(intake('otlp'), intake('quiet')));
    expect(ledgers).toHaveLength(2);
    const [ledger] = ledgers;
    const at = Date.now() - 1_000;
    const report = {
      ...gateway,
      calls: [call('a', { at }), call('a', { at }), call('old', { at: 0 })],
    };
    expect(await ledger.recordCalls(report)).toEqual({
      counted: 1,
      repeated: 1,
      late: 1,
    });
    await ledger.recordRefusals({
      intake: 'otlp',
      refusals: [{ code: 'too-large', requests: 2, at }],
    });
    const { body } = await request(server).get('/api/llm/v1/sources');
    expect(body.sources.slice(2)).toEqual([
      {
        id: 'usage/otlp',
        type: 'usage-intake',
        name: 'otlp',
        affects: expect.arrayContaining(['token-usage', 'cost-used']),
        state: 'degraded',
        readAt: expect.any(String),
        since: expect.stringMatching(/T00:00:00.000Z$/),
        lastSuccessAt: expect.any(String),
        counted: 1,
        repeated: 1,
        late: 1,
        refusals: [
          {
            code: 'too-large',
            requests: 2,
            lastAt: new Date(at).toISOString(),
          },
        ],
      },
      expect.objectContaining({
        id: 'usage/quiet',
        state: 'ok',
        counted: 0,
        refusals: [],
      }),
    ]);
    expect(body.sources[3]).not.toHaveProperty('lastSuccessAt');
  });

  it('takes no two intakes of the same name', async () => {
    const intake = { name: 'otlp', start: () => {} };
    await expect(start(intakes(intake, { ...intake }))).rejects.toThrow(
      'There are two intakes of usage that are called otlp',
    );
  });
});
