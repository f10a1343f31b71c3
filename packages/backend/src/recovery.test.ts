import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { BareFolderGitOpsRepository } from '@modelyard/plugin-llm-gitops-node';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import { PortalProcess } from './__testUtils__/PortalProcess';

// Four starts of the whole backend.
jest.setTimeout(600_000);

const serveModel = resolve(__dirname, '../../../templates/serve-model');
const readYaml = (path: string) => parse(readFileSync(path, 'utf8'));
const { values } = readYaml(join(serveModel, '__fixtures__/minimal.yaml'));
const template = readYaml(join(serveModel, 'template.yaml'));

interface Step {
  id: string;
  name: string;
  action: string;
  if?: string;
  input: object;
}

/** The steps that serve a model that the catalog has. */
const steps: Step[] = template.spec.steps.filter(({ id }: Step) =>
  ['model', 'assess', 'render', 'deployment', 'change'].includes(id),
);
const pauses = [...steps.map(({ id }) => `before-${id}`), 'after-change'];

/** Time in which the backend can be killed, where a run asks for it. */
const pause = (id: string): Step => ({
  id,
  name: `Pause (${id})`,
  action: 'debug:wait',
  if: `\${{ parameters.pause === '${id}' }}`,
  input: { seconds: 20 },
});
const slow = {
  ...template,
  metadata: { ...template.metadata, name: 'serve-slowly' },
  spec: {
    ...template.spec,
    steps: [
      ...steps.flatMap(step => [pause(`before-${step.id}`), step]),
      pause('after-change'),
    ],
  },
};

describe('a template whose backend is killed', () => {
  const directory = createMockDirectory();
  let portal: PortalProcess | undefined;
  afterEach(async () => {
    await portal?.kill();
    portal = undefined;
  });

  async function start(review: 'proposal' | 'direct') {
    directory.addContent({ 'templates/slow.yaml': stringify(slow) });
    portal = await PortalProcess.start({
      directory: directory.path,
      settings: {
        backend: {
          database: {
            client: 'better-sqlite3',
            connection: { directory: directory.resolve(`db-${review}`) },
          },
          workingDirectory: directory.path,
        },
        llm: {
          gitops: { folder: directory.resolve(`${review}.git`), review },
        },
        scaffolder: {
          taskRecovery: { enabled: true, staleTimeout: { seconds: 3 } },
        },
        catalog: {
          locations: [
            {
              type: 'file',
              target: join(serveModel, '../../examples/org.yaml'),
              rules: [{ allow: ['User', 'Group'] }],
            },
            {
              type: 'file',
              target: directory.resolve('templates/slow.yaml'),
              rules: [{ allow: ['Template'] }],
            },
          ],
        },
      },
    });
    const running = portal;
    const token = await running.until('signing in', () =>
      running.signIn('user:default/jonas.ml'),
    );
    await running.until('reading the catalog', async () => {
      const refs = [
        'template/default/serve-slowly',
        'model/default/qwen3-8b',
        'gpupool/default/h100-fra',
      ];
      const found = await Promise.all(
        refs.map(ref =>
          running.call(`/api/catalog/entities/by-name/${ref}`, { token }),
        ),
      );
      return found.every(({ status }) => status === 200) || undefined;
    });
    return { running, token };
  }

  type Started = Awaited<ReturnType<typeof start>>;

  async function run(
    { running, token }: Started,
    deployment: string,
    pauseAt?: string,
  ): Promise<string> {
    const { body } = await running.call('/api/scaffolder/v2/tasks', {
      token,
      method: 'POST',
      body: {
        templateRef: 'template:default/serve-slowly',
        values: {
          ...values,
          preview: 'not-previewed',
          pause: pauseAt,
          deployment,
          servedModelName: `qwen3-8b-${deployment}`,
        },
      },
    });
    return body.id;
  }

  const untilStep = ({ running, token }: Started, task: string, id: string) =>
    running.until(`at the step ${id}`, async () => {
      const { body } = await running.call(
        `/api/scaffolder/v2/tasks/${task}/events`,
        { token },
      );
      const events: Array<{ body: { stepId?: string; status?: string } }> =
        body;
      return (
        events.some(
          event =>
            event.body.stepId === id && event.body.status === 'processing',
        ) || undefined
      );
    });

  const untilEnded = ({ running, token }: Started, task: string) =>
    running.until('done with the task', async () => {
      const { body } = await running.call(`/api/scaffolder/v2/tasks/${task}`, {
        token,
      });
      return ['completed', 'failed', 'cancelled'].includes(body.status)
        ? (body.status as string)
        : undefined;
    });

  const repositoryOf = (review: string) =>
    BareFolderGitOpsRepository.openExisting({
      folder: directory.resolve(`${review}.git`),
      branch: 'main',
      author: { name: 'Test', email: 'test@localhost' },
      logger: mockServices.logger.mock(),
    });

  it('ends each run with one commit, between whichever steps that was', async () => {
    const session = await start('proposal');
    const tasks = await Promise.all(
      pauses.map(async id => {
        const task = await run(session, id, id);
        await untilStep(session, task, id);
        return task;
      }),
    );
    await session.running.kill();

    const again = await start('proposal');
    expect(
      await Promise.all(tasks.map(task => untilEnded(again, task))),
    ).toEqual(pauses.map(() => 'completed'));
    // Somebody who did not see that starts a run once more: it says that nothing is to be done.
    expect(await untilEnded(again, await run(again, pauses[0]))).toBe(
      'completed',
    );
    const proposals = await (await repositoryOf('proposal')).listProposals();
    expect(
      proposals.map(({ id, commits }) => [id, commits.length]).sort(),
    ).toEqual(pauses.map(id => [`serve.default.qwen3-8b.${id}`, 1]).sort());
  });

  it('ends a run with one commit where it was killed between the commit and its refresh', async () => {
    const session = await start('direct');
    const repository = await repositoryOf('direct');
    const head = await repository.head();
    const task = await run(session, 'prompt');
    while ((await repository.head()) === head) {
      await new Promise(done => setImmediate(done));
    }
    await session.running.kill();

    const again = await start('direct');
    expect(await untilEnded(again, task)).toBe('completed');
    const log = await repository.log({ limit: 10 });
    expect(
      log.filter(({ message }) =>
        message.startsWith('Serve qwen3-8b as qwen3-8b-prompt on '),
      ),
    ).toHaveLength(1);
    await again.running.until('showing the deployment', async () => {
      const { body } = await again.running.call(
        '/api/catalog/entities/by-name/model/default/qwen3-8b',
        { token: again.token },
      );
      const deployments: Array<{ name: string }> = body.spec.deployments;
      return deployments.some(({ name }) => name === 'prompt') || undefined;
    });
  });
});
