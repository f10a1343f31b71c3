import {
  createMockDirectory,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { JsonObject } from '@backstage/types';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { platformSchema } from '@modelyard/llm-manifests';
import { accelerators } from '@modelyard/llm-sizing';
import { LLM_NOT_PREVIEWED } from '@modelyard/plugin-llm-common';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import scaffolderModuleLlm from '.';
import { entitiesIn, withRendered } from './__testUtils__/committed';
import { groups, membership } from './__testUtils__/groups';
import { startRepository } from './__testUtils__/repository';
import {
  changedLines,
  objectsIn,
  readYaml,
  TemplateCase,
  templateCases,
  templates,
  templatesRoot,
  updateCase,
  withoutDigests,
} from './__testUtils__/templateCases';

jest.setTimeout(60_000);

/** The targets of the demo: what the templates give is for clusters such as these. */
const targets: JsonObject[] = readYaml(
  join(templatesRoot, '../app-config.yaml'),
).llm.targets;
const platforms = new Map(
  targets.map(target => {
    const platform = platformSchema.parse(target);
    return [platform.name, platform] as const;
  }),
);
const platformOf = (target: string) => platforms.get(target)!;

describe('the templates', () => {
  const directory = createMockDirectory();

  async function start({ repository: given, entities = [] }: TemplateCase) {
    directory.clear();
    const files = withRendered(
      { 'README.md': 'Models and pools', ...given },
      platformOf,
    );
    await startRepository(directory, files);
    const { server } = await startTestBackend({
      features: [
        scaffolderPlugin,
        scaffolderModuleLlm,
        membership,
        catalogServiceMock.factory({
          entities: [...entitiesIn(files), ...groups, ...entities],
        }),
        mockServices.rootConfig.factory({
          data: {
            backend: { workingDirectory: directory.path },
            llm: {
              gitops: { folder: directory.resolve('gitops.git') },
              targets,
              ...(process.env.MODELYARD_CRDS && {
                manifests: { crdPaths: [process.env.MODELYARD_CRDS] },
              }),
            },
          },
        }),
      ],
    });
    return { server, files };
  }

  it.each(templates)(
    '%s is listed, explained and tried in every way',
    template => {
      expect(readYaml(join(templatesRoot, 'all.yaml')).spec.targets).toContain(
        `./${template}/template.yaml`,
      );
      expect(existsSync(join(templatesRoot, template, 'README.md'))).toBe(true);
      expect(readFileSync(join(templatesRoot, 'README.md'), 'utf8')).toContain(
        `[${template}](${template}/README.md)`,
      );
      expect(
        templateCases
          .filter(([name]) => name === template)
          .map(([, name]) => name),
      ).toEqual(expect.arrayContaining(['failing', 'full', 'minimal']));
    },
  );

  it('offer every accelerator that sizing knows', () => {
    const { parameters } = readYaml(
      join(templatesRoot, 'add-gpu-pool/template.yaml'),
    ).spec;
    const { accelerator } = parameters[1].properties.devices.items.properties;
    expect([...accelerator.enum].sort()).toEqual(
      accelerators.map(({ id }) => id).sort(),
    );
  });

  it.each(templates)('%s calls fields in errors as its form does', name => {
    const { parameters, steps } = readYaml(
      join(templatesRoot, name, 'template.yaml'),
    ).spec;
    const titles = new Set<string>();
    JSON.stringify(parameters, (key, value) => {
      if (key === 'title' && typeof value === 'string') {
        titles.add(value);
      }
      return value;
    });
    const given = (
      steps as Array<{ input?: { fieldNames?: Record<string, string> } }>
    ).flatMap(({ input }) => Object.values(input?.fieldNames ?? {}));
    expect(given.filter(title => !titles.has(title))).toEqual([]);
    // That template alone shows what its only action says of the component.
    expect(given.length > 0 || name === 'use-model').toBe(true);
  });

  async function dryRun(template: string, given: TemplateCase) {
    const { server, files: before } = await start(given);
    const { status, body } = await request(server)
      .post('/api/scaffolder/v2/dry-run')
      .send({
        template: readYaml(join(templatesRoot, template, 'template.yaml')),
        // As the form field of the last page asks.
        values: { preview: LLM_NOT_PREVIEWED, ...given.values },
        directoryContents: [],
      });
    const left: Array<{ path: string; base64Content: string }> =
      body.directoryContents ?? [];
    return {
      status,
      output: body.output,
      said: JSON.stringify(body),
      before,
      files: Object.fromEntries(
        left.map(({ path, base64Content }) => [
          path,
          Buffer.from(base64Content, 'base64').toString(),
        ]),
      ),
    };
  }

  it.each(templateCases.filter(([, , { fails }]) => fails === undefined))(
    '%s runs dry on the input "%s"',
    async (template, name, given) => {
      const run = await dryRun(template, given);
      expect(run.status === 200 || run.said).toBe(true);
      if (process.env.UPDATE_FIXTURES) {
        updateCase({ template, name, before: run.before, after: run.files });
        return;
      }
      const { lines = {}, files = {}, objects = {}, output = {} } = given;
      const before = withoutDigests(run.before);
      const after = withoutDigests(run.files);
      const whole = Object.entries(after).filter(
        ([path]) => !(path in lines || path in objects),
      );
      expect(Object.fromEntries(whole)).toEqual(files);
      for (const [path, expected] of Object.entries(lines)) {
        expect([path, changedLines(before[path], after[path] ?? '')]).toEqual([
          path,
          expected,
        ]);
      }
      for (const [path, expected] of Object.entries(objects)) {
        expect([path, objectsIn(run.files[path])]).toEqual([path, expected]);
      }
      // What is committed beside an intent is what it renders to.
      const intents = Object.entries(run.files).filter(([path]) =>
        path.endsWith('/intent.yaml'),
      );
      expect(
        Object.entries(withRendered(Object.fromEntries(intents), platformOf)),
      ).toEqual(
        expect.arrayContaining(
          Object.entries(run.files).filter(
            ([path]) =>
              path.includes('/base/') || path.endsWith('/intent.yaml'),
          ),
        ),
      );
      expect(run.output).toMatchObject(output);
      expect(run.said).toMatch(new RegExp(given.says ?? ''));
    },
  );

  it.each(templateCases.filter(([, , { fails }]) => fails !== undefined))(
    '%s refuses the input "%s"',
    async (template, _, given) => {
      const { status, said } = await dryRun(template, given);
      expect(status).not.toBe(200);
      expect(said).toMatch(new RegExp(given.fails!));
    },
  );
});
