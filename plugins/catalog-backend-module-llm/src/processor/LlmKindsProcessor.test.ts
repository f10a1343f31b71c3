import { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  CatalogProcessorEmit,
  CatalogProcessorResult,
} from '@backstage/plugin-catalog-node';
import { entityWarnings } from '@modelyard/plugin-llm-common';
import {
  aComponent,
  aForeignModel,
  aGpuPool,
  aModel,
} from '../__testUtils__/entities';
import { LlmKindsProcessor } from './LlmKindsProcessor';

const location = { type: 'url', target: 'https://git.example/models.yaml' };

describe('LlmKindsProcessor', () => {
  const processor = LlmKindsProcessor.create();

  async function rejection(entity: Entity): Promise<string> {
    const error = await processor.validateEntityKind(entity).then(
      accepted => `was not rejected but answered with ${accepted}`,
      e => e,
    );
    expect(error).toBeInstanceOf(InputError);
    return error.message;
  }

  async function complete(entity: Entity) {
    const emitted: CatalogProcessorResult[] = [];
    const emit: CatalogProcessorEmit = result => emitted.push(result);
    const completed = await processor.postProcessEntity(entity, location, emit);
    return { completed, emitted };
  }

  it('accepts its kinds', async () => {
    await expect(processor.validateEntityKind(aModel())).resolves.toBe(true);
    await expect(processor.validateEntityKind(aGpuPool())).resolves.toBe(true);
  });

  it('leaves kinds of the same names in other groups alone', async () => {
    for (const foreign of [
      aForeignModel(),
      { ...aForeignModel(), kind: 'GpuPool' },
      { ...aModel(), apiVersion: 'modelyard.dev.example.com/v1alpha1' },
    ]) {
      await expect(processor.validateEntityKind(foreign)).resolves.toBe(false);

      const { completed, emitted } = await complete(foreign);
      expect(completed).toBe(foreign);
      expect(emitted).toEqual([]);
    }
  });

  it('says what exists in its own group', async () => {
    await expect(
      rejection({ ...aModel(), apiVersion: 'modelyard.dev/v2' }),
    ).resolves.toBe(
      'apiVersion: must be modelyard.dev/v1alpha1, not modelyard.dev/v2 (unknown-api-version)',
    );
    await expect(rejection({ ...aModel(), kind: 'model' })).resolves.toBe(
      'kind: must be Model or GpuPool, not model (unknown-kind)',
    );
  });

  it('names errors of the shape and of the rules together, one in a line', async () => {
    const message = await rejection(
      aModel(spec => {
        delete spec.owner;
        spec.deployments[0].version = 'v9';
        spec.retirement = {
          deprecatedOn: '2027-07-01',
          retiresOn: '2027-06-30',
        };
      }),
    );

    const lines = message.split('\n');
    expect(lines.map(line => line.split(':')[0]).sort()).toEqual([
      'spec.deployments[0].version',
      'spec.owner',
      'spec.retirement.retiresOn',
    ]);
    expect(lines).toContain('spec.owner: is required (schema-required)');
    expect(lines.every(line => /: .+ \([a-z-]+\)$/.test(line))).toBe(true);
  });

  it('does not report what only follows from a wrong shape', async () => {
    const message = await rejection(
      aModel(spec => {
        spec.deployments[0].on = { pool: 7 };
      }),
    );

    expect(message).toBe(
      'spec.deployments[0].on.pool: must be string, not 7 (schema-type)',
    );
  });

  it('relates a model in both directions, in its own namespace where a ref names none', async () => {
    const { emitted } = await complete(aModel());

    const self = { kind: 'Model', namespace: 'research', name: 'support-tone' };
    const expected: Array<[string, string, string]> = [
      ['ownedBy', 'ownerOf', 'group default ml-platform'],
      ['partOf', 'hasPart', 'system research assistants'],
      ['derivedFrom', 'hasDerivative', 'model default llama-3-1-70b'],
      ['trainedOn', 'usedToTrain', 'resource default support-tickets-2026'],
      ['adapts', 'hasAdapter', 'model default qwen3-14b'],
      ['runsOn', 'hosts', 'gpupool default h100-fra'],
      ['providesApi', 'apiProvidedBy', 'api default llm-gateway'],
      ['replacedBy', 'replaces', 'model research llama-4'],
    ];
    expect(emitted).toEqual(
      expected.flatMap(([type, reverseType, ref]) => {
        const [kind, namespace, name] = ref.split(' ');
        const target = { kind, namespace, name };
        return [
          { type: 'relation', relation: { source: self, type, target } },
          {
            type: 'relation',
            relation: { source: target, type: reverseType, target: self },
          },
        ];
      }),
    );
  });

  it('relates a component with the models that it depends on, also where the catalog would not', async () => {
    const { emitted } = await complete(
      aComponent({}, { dependsOn: ['model:m', 'resource:r', 'gpupool:x/p'] }),
    );

    expect(
      emitted.map(result =>
        result.type === 'relation'
          ? `${result.relation.source.name} ${result.relation.type} ${result.relation.target.namespace}/${result.relation.target.name}`
          : result.type,
      ),
    ).toEqual([
      'agent-desk dependsOn support/m',
      'm dependencyOf support/agent-desk',
      'agent-desk dependsOn x/p',
      'p dependencyOf support/agent-desk',
    ]);
  });

  it('attaches warnings to a model and keeps the status that it has', async () => {
    const status = {
      items: [{ type: 'example.com/other', level: 'info', message: 'kept' }],
    };
    const entity = {
      ...aModel(spec => {
        spec.lifecycle = 'retired';
        spec.retirement = {
          deprecatedOn: '2025-01-01',
          retiresOn: '2025-06-30',
        };
      }),
      status,
    };
    await expect(processor.validateEntityKind(entity)).resolves.toBe(true);

    const { completed } = await complete(entity);

    expect(entityWarnings(completed).map(w => `${w.path} ${w.code}`)).toEqual([
      'spec.deployments[0] retired-deployments',
    ]);
    expect((completed as { status?: typeof status }).status?.items[0]).toEqual(
      status.items[0],
    );
    expect(entity.status).toBe(status);
  });

  it('shows wrong AI-system annotations as warnings and rejects nothing for them', async () => {
    const component = aComponent({
      'modelyard.dev/ai-risk-class': 'dangerous',
      'modelyard.dev/monthly-budget': '6000 bananas',
    });
    await expect(processor.validateEntityKind(component)).resolves.toBe(false);

    const { completed } = await complete(component);

    expect(
      entityWarnings(completed).map(({ code, severity }) => [code, severity]),
    ).toEqual([
      ['ai-risk-class', 'warning'],
      ['monthly-budget', 'warning'],
    ]);
  });
});
