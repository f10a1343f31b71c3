import { BackendFeature } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  compileCatalogModel,
  defaultCatalogEntityModel,
} from '@backstage/catalog-model/alpha';
import {
  entityWarnings,
  gpuPoolSchema,
  isGpuPoolEntity,
  isModelEntity,
  modelSchema,
  validationRules,
} from '@modelyard/plugin-llm-common';
import { brokenShapes } from './__testUtils__/brokenShapes';
import { aComponent, aGpuPool, aModel } from './__testUtils__/entities';
import { readRuleFixtures, renamed } from './__testUtils__/ruleFixtures';
import { startTestCatalog } from './__testUtils__/startTestCatalog';
import {
  catalogModuleLlmModelLayer as layerModule,
  llmModelLayer,
} from './alpha';
import processorModule from './index';
import { createSchemaCheck } from '@modelyard/plugin-llm-node';

jest.setTimeout(120_000);

const fixtures = readRuleFixtures();

const cases = [
  { name: 'a model', entity: aModel() },
  { name: 'a pool', entity: aGpuPool() },
  {
    name: 'a component',
    entity: aComponent({}, { dependsOn: ['model:research/support-tone'] }),
  },
  ...brokenShapes(),
  ...fixtures,
].map(({ name, entity }, index) => ({
  name,
  entity: renamed(entity, `-${index}`),
}));

/** What a catalog makes of an entity, without the words that it uses. */
interface Outcome {
  accepted: boolean;
  /** `path code` of each issue that the messages name. */
  errors: string[];
  /** `path code` of each finding. */
  warnings: string[];
  relations: string[];
}

async function outcomes(feature: BackendFeature, databases: TestDatabases) {
  const catalog = await startTestCatalog({
    knex: await databases.init('SQLITE_3'),
    features: [feature],
    entities: cases.map(({ entity }) => entity),
  });
  await catalog.settle();

  const result: Record<string, Outcome> = {};
  for (const { name, entity } of cases) {
    const ref = stringifyEntityRef(entity);
    const messages = await catalog.errors(ref);
    const stitched = await catalog.entity(ref);
    result[name] = {
      accepted: messages.length === 0,
      errors: messages.flatMap(issuesIn).sort(),
      warnings: stitched
        ? entityWarnings(stitched).map(({ path, code }) => `${path} ${code}`)
        : [],
      relations: (stitched?.relations ?? []).map(
        ({ type, targetRef }) => `${type} ${targetRef}`,
      ),
    };
  }
  await catalog.stop();
  return result;
}

function issuesIn(message: string): string[] {
  return message
    .split('\n')
    .map(line => line.replace(/^.*; caused by InputError: /, ''))
    .map(line => {
      const issue = /^(\S+): .* \(([a-z0-9-]+)\)$/.exec(line);
      return issue ? `${issue[1]} ${issue[2]}` : line;
    });
}

const severities = new Map(
  validationRules.map(({ code, severity }) => [code, severity]),
);

/** Whether an issue keeps its entity out; what annotations say never does. */
function isRejected({ path, code }: { path: string; code: string }): boolean {
  return (
    severities.get(code) === 'error' && !path.startsWith('metadata.annotations')
  );
}

describe('both registrations', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let byProcessor: Record<string, Outcome>;
  let byLayer: Record<string, Outcome>;

  beforeAll(async () => {
    byProcessor = await outcomes(processorModule, databases);
    byLayer = await outcomes(layerModule, databases);
  });

  it('accept the valid cases and reject the broken shapes', () => {
    for (const name of ['a model', 'a pool', 'a component']) {
      expect(byProcessor[name]).toMatchObject({
        accepted: true,
        errors: [],
        warnings: [],
        relations: expect.arrayContaining([expect.stringMatching(/^ownedBy /)]),
      });
    }
    for (const { name } of brokenShapes()) {
      expect([name, byProcessor[name].accepted]).toEqual([name, false]);
    }
  });

  it.each(cases.map(({ name }) => [name]))('agree on %s', name => {
    expect(byLayer[name]).toEqual(byProcessor[name]);
    // Each error was understood, none passed as a line of its own.
    expect(byProcessor[name].errors).toEqual(
      byProcessor[name].errors.filter(line => /^\S+ [a-z0-9-]+$/.test(line)),
    );
  });

  const foundAlone = fixtures.filter(({ issues }) => issues);
  it.each(foundAlone.map(({ name, issues }) => [name, issues!] as const))(
    'show what the rules find in %s',
    (name, issues) => {
      const lines = (wanted: boolean) =>
        issues
          .filter(issue => isRejected(issue) === wanted)
          .map(({ path, code }) => `${path} ${code}`)
          .sort();

      expect(byProcessor[name].errors).toEqual(lines(true));
      // The catalog stores what it accepted, and findings only with that.
      expect([...byProcessor[name].warnings].sort()).toEqual(
        lines(true).length ? [] : lines(false),
      );
    },
  );

  // The rules processor speaks before the layer validates, so that the layer's
  // own verdict has to be looked at for itself.
  describe('the schema in the layer', () => {
    const model = compileCatalogModel([
      defaultCatalogEntityModel,
      llmModelLayer,
    ]);
    const checkModel = createSchemaCheck(modelSchema);
    const checkGpuPool = createSchemaCheck(gpuPoolSchema);
    const own = cases.filter(
      ({ entity: { apiVersion, kind } }) =>
        apiVersion === 'modelyard.dev/v1alpha1' &&
        (kind === 'Model' || kind === 'GpuPool'),
    );

    it.each(own.map(({ name, entity }) => [name, entity] as [string, Entity]))(
      'says of %s what the processor says',
      (_, entity) => {
        const layerSchema = model.getKind(entity)!.jsonSchema;

        const expected = isModelEntity(entity)
          ? checkModel(entity)
          : checkGpuPool(entity);
        expect(isModelEntity(entity) || isGpuPoolEntity(entity)).toBe(true);
        expect(createSchemaCheck(layerSchema)(entity)).toEqual(expected);
      },
    );
  });
});
