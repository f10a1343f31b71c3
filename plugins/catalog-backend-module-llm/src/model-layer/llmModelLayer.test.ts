import {
  aiResourceEntityModel,
  compileCatalogModel,
  createCatalogModelLayer,
  defaultCatalogEntityModel,
  mcpServerApiEntityModel,
} from '@backstage/catalog-model/alpha';
import * as llmCommon from '@modelyard/plugin-llm-common';
import { aForeignModel, aGpuPool, aModel } from '../__testUtils__/entities';
import { createSchemaCheck } from '@modelyard/plugin-llm-node';
import { llmModelLayer } from './llmModelLayer';

describe('llmModelLayer', () => {
  const model = compileCatalogModel([
    defaultCatalogEntityModel,
    aiResourceEntityModel,
    mcpServerApiEntityModel,
    llmModelLayer,
  ]);

  it.each([
    ['Model', aModel],
    ['GpuPool', aGpuPool],
  ])('declares %s with the same schema as the processor', (kind, create) => {
    const declared = model.getKind({
      kind,
      apiVersion: llmCommon.MODELYARD_API_VERSION,
    });

    expect(declared?.apiVersions).toEqual([llmCommon.MODELYARD_API_VERSION]);
    expect(declared?.description).toMatch(/^A (model|pool) /);

    const check = createSchemaCheck(declared!.jsonSchema);
    expect(check(create())).toEqual([]);
    expect(
      check(
        create(spec => {
          delete spec.owner;
          spec.surprise = true;
        }),
      ).map(issue => issue.path),
    ).toEqual(['spec.owner', 'spec.surprise']);
  });

  it('pairs every relation of the suite', () => {
    const relations = model.getRelations({ kind: 'Model' })!;

    for (const pair of llmCommon.llmRelationPairs) {
      const relation = relations.find(r => r.forward.type === pair.type);
      expect(relation?.reverse.type).toBe(pair.reverseType);
      expect(relation?.toKind).toEqual(pair.toKinds);
    }
  });

  it('adds its kinds to the relations that the catalog has', () => {
    const pairs = (kind: string) =>
      (model.getRelations({ kind }) ?? []).map(
        ({ forward, toKind }) => `${forward.type} ${toKind.join(',')}`,
      );

    expect(pairs('Model')).toEqual(
      expect.arrayContaining([
        'ownedBy Group,User',
        'partOf System',
        'providesApi API',
        'dependencyOf Component,Resource',
      ]),
    );
    expect(pairs('GpuPool')).toEqual(
      expect.arrayContaining(['ownedBy Group,User', 'partOf System']),
    );
    expect(pairs('Component')).toContain(
      'dependsOn Component,Resource,Model,GpuPool',
    );
  });

  it('describes every annotation of the suite', () => {
    const exported = Object.entries(llmCommon)
      .filter(([name]) => name.startsWith('ANNOTATION_'))
      .map(([, value]) => value);
    const described = model
      .getMetadata()
      .annotations.map(annotation => annotation.name)
      .filter(name => name.startsWith('modelyard.dev/'));

    expect(exported.length).toBeGreaterThan(0);
    expect(described.sort()).toEqual(exported.sort());
  });

  it('cannot share the name of a kind with another group, as its documentation says', () => {
    expect(() => model.getKind(aForeignModel())).toThrow(
      'Kind "Model" exists, but has no version matching apiVersion "ml.example.com/v1"',
    );

    const foreignLayer = createCatalogModelLayer({
      layerId: 'ml.example.com/model',
      builder: builder =>
        builder.addKind({
          group: 'ml.example.com',
          names: { kind: 'Model', singular: 'model', plural: 'models' },
          description: 'A kind of somebody else',
        }),
    });
    expect(() =>
      compileCatalogModel([
        defaultCatalogEntityModel,
        llmModelLayer,
        foreignLayer,
      ]),
    ).toThrow('Kind "Model" is declared more than once');
  });
});
