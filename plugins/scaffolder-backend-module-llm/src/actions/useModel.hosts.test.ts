import { createMockDirectory } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { parseRepoUrl } from '@backstage/plugin-scaffolder-node';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { withLocation } from '../__testUtils__/committed';
import { supportBot } from '../__testUtils__/entities';
import { BOT_FILE, MODEL, use, WRITTEN } from '../__testUtils__/modelUse';
import { startScaffolder } from '../__testUtils__/startScaffolder';

jest.setTimeout(60_000);

const bot = (changes: Partial<Entity> = {}): Entity => ({
  ...supportBot,
  relations: [{ type: 'ownedBy', targetRef: 'user:default/mock' }],
  ...changes,
});

describe('llm:model:use for components from elsewhere', () => {
  const directory = createMockDirectory();
  const start = (options: Parameters<typeof startScaffolder>[1] = {}) =>
    startScaffolder(directory, options);

  describe('where the file is not in the GitOps repository', () => {
    const files: Record<string, string> = {};
    let server: Server;
    let host: string;
    const asked: Array<string | undefined> = [];

    beforeAll(async () => {
      server = createServer((request, response) => {
        asked.push(request.headers.authorization);
        const text = files[request.url ?? ''];
        response.statusCode = text === undefined ? 404 : 200;
        response.end(text);
      });
      await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
      host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterAll(() => new Promise(done => server.close(done)));
    beforeEach(() => {
      asked.length = 0;
      Object.keys(files).forEach(path => delete files[path]);
    });

    const integrations = (token?: string) => ({
      github: [
        {
          host,
          apiBaseUrl: `http://${host}/api`,
          rawBaseUrl: `http://${host}/raw`,
          ...(token && { token }),
        },
      ],
    });
    const startAt = (
      location: string,
      options: { annotations?: object; entity?: Entity; token?: string } = {},
    ) => {
      const { annotations, entity = bot(), token = 'secret-token' } = options;
      const located = withLocation(location, entity);
      Object.assign(located.metadata.annotations!, annotations);
      return start({
        components: { [BOT_FILE]: '' },
        entities: [located],
        config: { integrations: integrations(token) },
      });
    };

    it('prepares a pull request at a Git host that the portal may write to', async () => {
      files['/api/repos/acme/bot/contents/deploy/component.yaml?ref=develop'] =
        WRITTEN;
      const { dryRun } = await startAt(
        `url:http://${host}/acme/bot/blob/develop/deploy/component.yaml`,
      );
      const run = await dryRun(use());
      expect(run.error).toBeUndefined();
      expect(run.files['deploy/component.yaml']).toBe(
        `${WRITTEN}    - ${MODEL}\n`,
      );
      const { pullRequest } = run.output as {
        pullRequest: { repoUrl: string };
      };
      expect(run.output).toMatchObject({
        home: 'github',
        outcome: 'changed',
        changes: [],
        pullRequest: { targetBranch: 'develop' },
      });
      // As the upstream action reads it.
      expect(
        parseRepoUrl(
          pullRequest.repoUrl,
          ScmIntegrations.fromConfig(
            new ConfigReader({ integrations: integrations() }),
          ),
        ),
      ).toMatchObject({ host, owner: 'acme', repo: 'bot' });
      expect(asked).toEqual([expect.stringMatching(/secret-token/)]);
      expect(JSON.stringify(run)).not.toContain('secret-token');
    });

    it('looks at the top of the sources where the entity is described by a file of the portal', async () => {
      files['/api/repos/acme/bot/contents/catalog-info.yaml?ref=HEAD'] =
        WRITTEN;
      const { dryRun } = await startAt('file:/portal/bot.yaml', {
        annotations: {
          'backstage.io/source-location': `url:http://${host}/acme/bot/`,
        },
      });
      const { output } = await dryRun(use());
      expect(output).toMatchObject({
        home: 'github',
        pullRequest: { repoUrl: `${host}?owner=acme&repo=bot` },
      });
      expect(output.pullRequest).not.toHaveProperty('targetBranch');
    });

    it.each<
      [
        string,
        () => Promise<{ dryRun: Awaited<ReturnType<typeof start>>['dryRun'] }>,
        RegExp,
      ]
    >([
      [
        'a file of the portal',
        () => startAt('file:/portal/bot.yaml'),
        /since it comes from file:\/portal\/bot\.yaml, where the portal cannot write/,
      ],
      [
        'a host that nobody configured',
        () => startAt('url:https://git.elsewhere.example/bot.yaml'),
        /since it comes from url:https:\/\/git\.elsewhere\.example\/bot\.yaml/,
      ],
      [
        'a host without credentials',
        () =>
          startAt(`url:http://${host}/acme/bot/blob/main/x.yaml`, {
            token: '',
          }),
        /since the portal has no credentials of 127\.0\.0\.1:\d+/,
      ],
      [
        'a file that is gone',
        () => startAt(`url:http://${host}/acme/bot/blob/main/x.yaml`),
        /since http:\S+ could not be read/,
      ],
      [
        'a file that holds something else',
        () => {
          files['/api/repos/acme/bot/contents/x.yaml?ref=main'] =
            WRITTEN.replace('name: support-bot', 'name: other');
          return startAt(`url:http://${host}/acme/bot/blob/main/x.yaml`);
        },
        /since http:\S+ does not hold component:retail\/support-bot/,
      ],
    ])('shows the lines for %s', async (_, begin, reason) => {
      const { dryRun } = await begin();
      const { error, files: left, output } = await dryRun(use());
      expect(error).toBeUndefined();
      expect(output).toMatchObject({
        home: 'manual',
        outcome: 'changed',
        changes: [],
        lines: `spec:\n  dependsOn:\n    - ${MODEL}\n`,
        declaration: expect.stringMatching(reason),
      });
      expect(Object.keys(left)).toEqual(['x.md']);
    });

    it('says that nothing is to be added where the catalog has it', async () => {
      const { dryRun } = await startAt('file:/portal/bot.yaml', {
        entity: bot({ spec: { ...supportBot.spec, dependsOn: [MODEL] } }),
      });
      expect((await dryRun(use())).output).toMatchObject({
        home: 'manual',
        outcome: 'unchanged',
      });
    });
  });
});
