import { createMockDirectory } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  deploymentAssessment,
  POOL,
  AZURE,
  QWEN,
  modelOn,
  onPool,
  spare,
  withHosts,
  routeOf,
  self,
  azure,
  unnamed,
  toSpare,
  FILE,
  SPARE_FILE,
  internal,
} from '../__testUtils__/assessedDeployment';
import { pool, provider } from '../__testUtils__/entities';

describe('llm:model:assess of a deployment whose route leads elsewhere', () => {
  const run = deploymentAssessment(createMockDirectory());

  describe('whose route leads to providers', () => {
    const may = {
      governance: { dataClasses: ['public', 'internal', 'confidential'] },
    };

    it('asks about each of them', async () => {
      const files = { [FILE]: routeOf([self, azure]) };
      const { output } = await run(internal, { files });
      expect(output.checks).toMatchObject([
        { pool: POOL },
        { provider: AZURE, model: QWEN, verdict: 'allowed' },
      ]);
      const entities = [modelOn(onPool, { spec: may }), pool, provider];
      await expect(
        run({ dataClass: 'confidential' }, { files, entities }),
      ).rejects.toThrow(
        `Policy does not let ${QWEN} go on ${AZURE}: confidential data must not be processed on ${AZURE}, only public, internal`,
      );
      await expect(
        run(internal, { files, entities: [modelOn(onPool), pool] }),
      ).rejects.toThrow(/but you see no such provider in the catalog/);
    });

    it('takes what an earlier step has left before what is committed', async () => {
      const { output } = await run(internal, {
        files: { [FILE]: routeOf([self]) },
        earlier: { [FILE]: routeOf([self, azure]) },
      });
      expect(output.checks).toHaveLength(2);
    });

    it('holds hosts to what the provider declares', async () => {
      const files = { [FILE]: routeOf([self, azure]) };
      const ask = (entity: Entity) =>
        run(internal, { files, entities: [modelOn(onPool), pool, entity] });
      const known = await ask(withHosts('*.openai.azure.com'));
      expect(known.output.warnings).toEqual([]);
      await expect(ask(withHosts('a.example, b.example'))).rejects.toThrow(
        'backends[1].provider.resource of the route of the deployment prod of model:research/qwen3-8b leads to lindhaven.openai.azure.com, which is no host of resource:default/azure: it declares a.example, b.example',
      );
      const unknown = await ask(provider);
      expect(unknown.output.checks).toMatchObject([
        {},
        {
          provider: AZURE,
          findings: [
            { severity: 'info' },
            {
              severity: 'warning',
              message:
                'Nobody knows whether lindhaven.openai.azure.com belongs to resource:default/azure, which declares no hosts (modelyard.dev/provider-hosts)',
            },
          ],
        },
      ]);
    });

    it('warns where nobody knows whose policy counts', async () => {
      const { of: __, ...nobodys } = toSpare;
      const { output } = await run(internal, {
        files: {
          [FILE]: routeOf([self, unnamed, { ...nobodys, priority: 2 }]),
        },
      });
      const route =
        'of the route of the deployment prod of model:research/qwen3-8b';
      expect(output.warnings).toEqual([
        `backends[1] ${route} leads to lindhaven.openai.azure.com, but does not say which provider in the catalog that is: nobody knows whose policy counts`,
        `backends[2] ${route} leads to another deployment, but does not say which one in the catalog that is: nobody knows whose policy counts`,
      ]);
      expect(output.check).toMatchObject({
        findings: [
          { severity: 'info' },
          { severity: 'warning' },
          { severity: 'warning' },
        ],
      });
    });

    it('takes the first for the provider that the deployment runs on', async () => {
      const files = { [FILE]: routeOf([{ ...unnamed, priority: 0 }]) };
      const entities = (entity: Entity) => [
        modelOn({ provider: AZURE }),
        entity,
      ];
      const { output } = await run(internal, {
        files,
        entities: entities(withHosts('lindhaven.openai.azure.com')),
      });
      expect(output.warnings).toEqual([]);
      expect(output.checks).toMatchObject([
        {
          provider: AZURE,
          findings: [{ severity: 'info' }, { severity: 'info' }],
        },
      ]);
      await expect(
        run(internal, { files, entities: entities(withHosts('a.example')) }),
      ).rejects.toThrow(/^backends\[0\]\.provider\.resource .* a\.example$/);
    });
  });

  it('asks about a deployment that answers instead, and wherever its route leads', async () => {
    const files = {
      [FILE]: routeOf([self, toSpare]),
      // Back again: nothing is asked twice.
      [SPARE_FILE]: routeOf(
        [
          self,
          azure,
          { ...toSpare, of: { model: QWEN, deployment: 'prod' }, priority: 2 },
        ],
        'model:research/spare',
      ),
    };
    const entities = [modelOn(onPool), spare(), pool, provider];
    const { output } = await run(internal, { files, entities });
    expect(output.checks).toMatchObject([
      { model: QWEN, pool: POOL },
      { model: 'model:research/spare', pool: POOL },
      { model: 'model:research/spare', provider: AZURE },
    ]);
    await expect(
      run(internal, {
        files,
        entities: [
          modelOn(onPool),
          spare(onPool, { governance: { dataClasses: ['public'] } }),
          pool,
          provider,
        ],
      }),
    ).rejects.toThrow(
      `Policy does not let model:research/spare go on ${POOL}: model:research/spare must not work on internal data`,
    );
  });
});
