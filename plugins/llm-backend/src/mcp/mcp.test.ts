import {
  actionsRegistryServiceFactory,
  actionsServiceFactory,
} from '@backstage/backend-defaults/alpha';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
// The server as a portal has it: what it makes of our schemas is what clients see.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import mcpPlugin from '@backstage/plugin-mcp-actions-backend';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { measures } from '@modelyard/llm-measures';
import { llmMeasureReadPermission } from '@modelyard/plugin-llm-common';
import request from 'supertest';
import llmPlugin from '..';
import { MeasuresService } from '../services/measures';
import { SourcesService } from '../services/sources';
import { registerActions } from './registerActions';

const model: Entity = {
  apiVersion: 'modelyard.dev/v1alpha1',
  kind: 'Model',
  metadata: { name: 'qwen', namespace: 'berlin' },
  spec: {
    type: 'chat',
    lifecycle: 'production',
    owner: 'group:default/ml-platform',
    versions: [{ name: 'v1', kind: 'weights', source: { uri: 'hf://a/b' } }],
    deployments: [{ name: 'prod', version: 'v1', environment: 'prod', on: {} }],
  },
};

interface Tool {
  name: string;
  description: string;
  inputSchema: { properties?: Record<string, { enum?: string[] }> };
  annotations: object;
}

describe('the actions for AI clients', () => {
  /** An MCP client of one call, with the rights of a user. */
  async function start(denied: string[] = []) {
    const permissions = mockServices.permissions.mock({
      authorize: async asked =>
        asked.map(({ permission }) => ({
          result: denied.includes(permission.name)
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
        })),
    });
    const { server } = await startTestBackend({
      features: [
        llmPlugin,
        mcpPlugin,
        actionsRegistryServiceFactory,
        actionsServiceFactory,
        permissions.factory,
        catalogServiceMock.factory({ entities: [model] }),
        mockServices.rootConfig.factory({
          data: { backend: { actions: { pluginSources: ['llm'] } } },
        }),
      ],
    });
    const ask = async (method: string, params: object = {}) => {
      const response = await request(server)
        .post('/api/mcp-actions/v1')
        .set('authorization', mockCredentials.user.header())
        .set('accept', 'application/json, text/event-stream')
        .send({ jsonrpc: '2.0', id: 1, method, params });
      const text = response.text.replace(/^event: .*\ndata: /, '');
      return JSON.parse(text).result;
    };
    const call = async (name: string, input: object) => {
      const { content, isError, structuredContent } = await ask('tools/call', {
        name: `llm.${name}`,
        arguments: input,
      });
      const [{ text }] = content;
      return { isError, text, output: structuredContent };
    };
    return { ask, call };
  }

  it('are offered with schemas that say what they take, as reading only', async () => {
    const { ask } = await start();
    const tools: Tool[] = (await ask('tools/list')).tools;
    expect(tools.map(({ name }) => name).sort()).toEqual([
      'llm.explain-figure',
      'llm.list-sources',
      'llm.read-measure',
    ]);
    for (const { name, description, inputSchema, annotations } of tools) {
      expect([name, annotations]).toEqual([
        name,
        expect.objectContaining({
          readOnlyHint: true,
          destructiveHint: false,
          idempotentHint: true,
        }),
      ]);
      // What it is, when to use it, and what it does to the world.
      expect(description).toMatch(/\. Use it (for|when) .*It reads only/s);
      expect(Object.keys(inputSchema.properties ?? {})).not.toEqual([]);
    }
    const read = tools.find(({ name }) => name === 'llm.read-measure');
    expect(read?.inputSchema.properties?.measure.enum).toEqual(
      measures.map(({ id }) => id),
    );
    expect(read?.inputSchema.properties).toHaveProperty('compare');
  });

  it('advertise outputs that say what they give', async () => {
    const registry = actionsRegistryServiceMock();
    registerActions(registry, {
      measures: {} as MeasuresService,
      sources: {} as SourcesService,
    });
    const { actions } = await registry.list();
    expect(actions).toHaveLength(3);
    for (const { id, schema } of actions) {
      for (const { properties = {} } of [schema.input, schema.output]) {
        expect([id, Object.keys(properties)]).not.toEqual([id, []]);
      }
    }
  });

  it('read a measure, which has a reason and no value where there is none', async () => {
    const { call } = await start();
    const { output } = await call('read-measure', {
      entityRef: 'Model:berlin/qwen',
      measure: 'token-usage',
      window: '7d',
      compare: true,
    });
    expect(output).toMatchObject({
      entityRef: 'model:berlin/qwen',
      measure: 'token-usage',
      figure: {
        state: expect.stringMatching(/^no/),
        reason: expect.stringMatching(/\w+ \w+/),
        qualifiers: expect.any(Array),
      },
      previous: { state: expect.any(String) },
    });
    expect(output.figure).not.toHaveProperty('value');
    const hours = (Date.parse(output.to) - Date.parse(output.from)) / 3.6e6;
    // From the full hour on in which it began.
    expect(Math.floor(hours)).toBe(7 * 24);
  });

  it('read a span of its own, and tell figures apart', async () => {
    const { call } = await start();
    const from = '2026-11-01T00:00:00Z';
    const to = '2026-11-02T00:00:00+00:00';
    const { output } = await call('read-measure', {
      entityRef: 'model:berlin/qwen',
      measure: 'token-usage',
      from,
      to,
      by: 'consumer',
    });
    expect([Date.parse(output.from), Date.parse(output.to)]).toEqual([
      Date.parse(from),
      Date.parse(to),
    ]);
    expect(output.groups).toEqual([]);
  });

  it('explain a figure', async () => {
    const { call } = await start();
    const { output } = await call('explain-figure', {
      entityRef: 'model:berlin/qwen',
      measure: 'throughput-gain',
    });
    expect(output).toMatchObject({
      measure: 'throughput-gain',
      formula: expect.stringContaining('recorded baseline'),
      inputs: expect.arrayContaining([
        expect.objectContaining({ name: 'peak', what: expect.any(String) }),
      ]),
      notes: expect.any(Array),
    });
  });

  it('list the sources, or those that are not well', async () => {
    const { call } = await start();
    const { output } = await call('list-sources', {});
    expect(output.sources).toEqual([
      expect.objectContaining({ id: 'gitops', state: 'not_configured' }),
      expect.objectContaining({ type: 'measure-engine' }),
      expect.objectContaining({ type: 'usage-intake' }),
    ]);
    const unwell = await call('list-sources', { onlyUnwell: true });
    expect(unwell.output.sources).toEqual([]);
  });

  it.each<[what: string, input: object, reason: RegExp]>([
    [
      'a ref without a kind',
      { entityRef: 'qwen' },
      /must be the ref of an entity with its kind/,
    ],
    ['a measure that there is not', { measure: 'mood' }, /measure/],
    [
      'a span without its end',
      { from: '2026-11-01T00:00:00Z' },
      /^InputError: to is missing/,
    ],
    [
      'two spans',
      {
        window: '7d',
        from: '2026-11-01T00:00:00Z',
        to: '2026-11-02T00:00:00Z',
      },
      /^InputError: window must not be given beside from and to/,
    ],
    [
      'an entity that is not seen',
      { entityRef: 'model:berlin/none' },
      /^NotFoundError: .*model:berlin\/none/,
    ],
  ])('say what is wrong with %s', async (_, input, reason) => {
    const { call } = await start();
    const { isError, text } = await call('read-measure', {
      entityRef: 'model:berlin/qwen',
      measure: 'token-usage',
      ...input,
    });
    expect([isError, text]).toEqual([true, expect.stringMatching(reason)]);
  });

  it('are for those who hold the permissions', async () => {
    const { ask, call } = await start([llmMeasureReadPermission.name]);
    const { tools } = await ask('tools/list');
    expect(tools.map(({ name }: Tool) => name)).toEqual(['llm.list-sources']);
    const { isError, text } = await call('read-measure', {
      entityRef: 'model:berlin/qwen',
      measure: 'token-usage',
    });
    expect([isError, text]).toEqual([
      true,
      expect.stringMatching(/^(NotAllowed|NotFound)Error/),
    ]);
  });
});
