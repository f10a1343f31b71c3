import {
  createMockDirectory,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { accelerators } from '@modelyard/llm-sizing';
import { BareFolderGitOpsRepository } from '@modelyard/plugin-llm-gitops-node';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import request from 'supertest';
import { parse } from 'yaml';
import scaffolderModuleLlm from '.';

jest.setTimeout(60_000);

/** An input of a template, and what is expected of it. */
interface TemplateCase {
  values: object;
  /** What the run leaves, by path; no other files. */
  files?: Record<string, string>;
  /** Pattern of the reason for which the run is refused. */
  fails?: string;
}

const root = resolve(__dirname, '../../../templates');
const templates = readdirSync(root, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(({ name }) => name);
const readYaml = (path: string) => parse(readFileSync(path, 'utf8'));
const cases = templates.flatMap(template => {
  const folder = join(root, template, '__fixtures__');
  return readdirSync(folder).map((file): [string, string, TemplateCase] => [
    template,
    file.replace('.yaml', ''),
    readYaml(join(folder, file)),
  ]);
});

describe('the templates', () => {
  const directory = createMockDirectory();

  async function start() {
    directory.clear();
    const repository = await BareFolderGitOpsRepository.create({
      folder: directory.resolve('gitops.git'),
      branch: 'main',
      author: { name: 'Modelyard', email: 'modelyard@localhost' },
      logger: mockServices.logger.mock(),
    });
    await repository.commit({
      message: 'Start',
      changes: [{ path: 'README.md', content: 'Models and pools' }],
    });
    const { server } = await startTestBackend({
      features: [
        scaffolderPlugin,
        scaffolderModuleLlm,
        catalogServiceMock.factory({ entities: [] }),
        mockServices.rootConfig.factory({
          data: {
            backend: { workingDirectory: directory.path },
            llm: { gitops: { folder: directory.resolve('gitops.git') } },
          },
        }),
      ],
    });
    return server;
  }

  it.each(templates)(
    '%s is listed, explained and tried in every way',
    template => {
      expect(readYaml(join(root, 'all.yaml')).spec.targets).toContain(
        `./${template}/template.yaml`,
      );
      expect(existsSync(join(root, template, 'README.md'))).toBe(true);
      expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(
        `[${template}](${template}/README.md)`,
      );
      expect(
        cases.filter(([name]) => name === template).map(([, name]) => name),
      ).toEqual(expect.arrayContaining(['failing', 'full', 'minimal']));
    },
  );

  it('offer every accelerator that sizing knows', () => {
    const { parameters } = readYaml(
      join(root, 'add-gpu-pool/template.yaml'),
    ).spec;
    const { accelerator } = parameters[1].properties.devices.items.properties;
    expect([...accelerator.enum].sort()).toEqual(
      accelerators.map(({ id }) => id).sort(),
    );
  });

  async function dryRun(template: string, values: object) {
    const server = await start();
    const { status, body } = await request(server)
      .post('/api/scaffolder/v2/dry-run')
      .send({
        template: readYaml(join(root, template, 'template.yaml')),
        values,
        directoryContents: [],
      });
    const files: Array<{ path: string; base64Content: string }> =
      body.directoryContents ?? [];
    return {
      status,
      said: JSON.stringify(body),
      files: Object.fromEntries(
        files.map(({ path, base64Content }) => [
          path,
          Buffer.from(base64Content, 'base64').toString(),
        ]),
      ),
    };
  }

  it.each(cases.filter(([, , { fails }]) => fails === undefined))(
    '%s runs dry on the input "%s"',
    async (template, _, { values, files }) => {
      const run = await dryRun(template, values);
      expect([run.status === 200 || run.said, run.files]).toEqual([
        true,
        files,
      ]);
    },
  );

  it.each(cases.filter(([, , { fails }]) => fails !== undefined))(
    '%s refuses the input "%s"',
    async (template, _, { values, fails }) => {
      const { status, said } = await dryRun(template, values);
      expect(status).not.toBe(200);
      expect(said).toMatch(new RegExp(fails!));
    },
  );
});
