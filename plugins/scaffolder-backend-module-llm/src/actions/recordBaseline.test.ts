import {
  createMockDirectory,
  mockCredentials,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
// What records is the other plugin; the template asks it over HTTP.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import llmPlugin from '@modelyard/plugin-llm-backend';
import request from 'supertest';
import { parse } from 'yaml';
import { qwen8b } from '../__testUtils__/entities';
import { membership } from '../__testUtils__/groups';
import { startScaffolder, step } from '../__testUtils__/startScaffolder';
import { recordBaselineExamples } from './examples';

jest.setTimeout(60_000);

const [{ input }] = parse(recordBaselineExamples[0].example).steps;
const { result, ...others } = input;

/** A model that is deployed. */
const served: Entity = {
  ...qwen8b,
  metadata: { ...qwen8b.metadata, name: 'served' },
  spec: {
    ...qwen8b.spec,
    deployments: [
      { name: 'prod', version: input.version, environment: 'production' },
    ],
  },
};
const fields = { ...others, model: 'model:research/served' };

const templateOf = (given: object): Entity => ({
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: {
    name: 'record',
    annotations: {
      'backstage.io/managed-by-location':
        'url:https://git.invalid/template.yaml',
    },
  },
  spec: {
    owner: 'group:default/a',
    type: 'model',
    steps: [
      {
        id: 'record',
        name: 'Record',
        action: 'llm:baseline:record',
        input: { ...fields, ...given },
      },
    ],
    output: { recorded: '${{ steps.record.output }}' },
  },
});

describe('llm:baseline:record', () => {
  const directory = createMockDirectory();

  /** A portal with a template of this one step. */
  async function start(given: object) {
    const { dryRun, server } = await startScaffolder(directory, {
      entities: [served, templateOf(given)],
      llm: { roles: { platform: ['group:default/gpu-platform'] } },
      features: [llmPlugin, membership],
    });
    const list = async () =>
      (
        await request(server)
          .get('/api/llm/v1/baselines')
          .query({ model: fields.model })
      ).body.baselines;
    const run = async (authorization = mockCredentials.user.header()) => {
      const { body } = await request(server)
        .post('/api/scaffolder/v2/tasks')
        .set('authorization', authorization)
        .send({ templateRef: 'template:default/record', values: {} });
      for (;;) {
        const task = await request(server).get(
          `/api/scaffolder/v2/tasks/${body.id}`,
        );
        if (!['open', 'processing'].includes(task.body.status)) {
          const events = await request(server).get(
            `/api/scaffolder/v2/tasks/${body.id}/events`,
          );
          const ended = events.body.find(
            ({ type }: { type: string }) => type === 'completion',
          );
          return {
            status: task.body.status,
            message: ended.body.error?.message,
            recorded: ended.body.output?.recorded,
          };
        }
        await new Promise(resolve => setTimeout(resolve, 50));
      }
    };
    return { dryRun, list, run };
  }

  it('records for the person who runs the template, and once only', async () => {
    const { list, run } = await start({ result });
    const { message, recorded } = await run();
    expect([message, recorded]).toEqual([
      undefined,
      {
        id: expect.any(String),
        tool: 'vllm-bench',
        ranAt: '2026-11-20T08:15:30.000Z',
        tokensPerSecond: 2285.7,
        conditions: {
          accelerator: 'nvidia-l4-24gb',
          gpus: 1,
          inputTokens: 512,
          outputTokens: 256,
          concurrency: 64,
        },
      },
    ]);
    expect((await run()).recorded).toEqual(recorded);
    expect(await list()).toEqual([
      expect.objectContaining({
        id: recorded.id,
        recordedBy: 'user:default/mock',
      }),
    ]);
  });

  it('records for nobody but a person', async () => {
    const { list, run } = await start({ result });
    expect(await run(mockCredentials.service.header())).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('Only a person may record a baseline'),
    });
    expect(await list()).toEqual([]);
  });

  it('says why the backend refuses', async () => {
    const { list, run } = await start({ result, deployment: 'none' });
    expect(await run()).toMatchObject({
      status: 'failed',
      message: expect.stringMatching(/deployment must name a deployment of/),
    });
    expect(await list()).toEqual([]);
  });

  it('tells in a dry run what it would record, of an object, a text or a file', async () => {
    const { dryRun, list } = await start({});
    const would = [];
    for (const given of [
      { result },
      { result: JSON.stringify(result), note: '' },
      { path: 'out/result.json' },
    ]) {
      const { error, output } = await dryRun(
        [step('llm:baseline:record', { ...fields, ...given })],
        { 'out/result.json': JSON.stringify(result) },
      );
      expect(error).toBeUndefined();
      would.push(output);
    }
    expect(would[0]).toMatchObject({
      tool: 'vllm-bench',
      tokensPerSecond: 2285.7,
      conditions: { gpus: 1, outputTokens: 256 },
    });
    expect(would[0]).not.toHaveProperty('id');
    expect(would).toEqual([would[0], would[0], would[0]]);
    expect(await list()).toEqual([]);
  });

  it('ends with a clear reason for what it cannot take', async () => {
    const { dryRun } = await start({});
    const cases: Array<[given: object, reason: RegExp]> = [
      [{}, /result: is missing, and path as well/],
      [{ result, path: 'a.json' }, /result: must not be given beside path/],
      [{ path: 'a.json' }, /path: the workspace has no file a\.json/],
      [{ path: '../../../etc/passwd' }, /outside/],
      [{ result: 'tokens' }, /result: is not JSON/],
      [{ result: '[1]' }, /result: is not an object of JSON/],
      [
        { result: '${{ parameters.x. }}' },
        /result holds an expression that could not be evaluated/,
      ],
      [{ result, note: '${{ parameters.x. }}' }, /note holds an expression/],
      [
        { result: { ...result, completed: -1 } },
        /The result cannot be read:.*- completed is not a number/,
      ],
      [{ result, conditions: { gpus: 0.5 } }, /gpus/],
    ];
    for (const [given, reason] of cases) {
      const { error, log } = await dryRun([
        step('llm:baseline:record', { ...fields, ...given }),
      ]);
      expect(`${error}${log}`).toMatch(reason);
    }
  });
});
