import { aComponent, aGpuPool, aModel } from '../__testUtils__/entities';
import { takeModelSetFindings, withModelSetFindings } from './modelSetFindings';

const ANNOTATION = 'modelyard.dev/model-set-findings';

function named(name: string, aliases: string[]) {
  const model = aModel(spec => {
    spec.deployments[0].aliases = aliases;
  });
  model.metadata.name = name;
  return model;
}

describe('modelSetFindings', () => {
  it('carries a collision to both models, and nothing to the others', () => {
    const others = [named('c', ['small']), aGpuPool(), aComponent()];
    const [a, b, ...rest] = withModelSetFindings([
      named('a', ['large']),
      named('b', ['large', 'medium']),
      ...others,
    ]);

    expect(rest).toEqual(others);
    expect(takeModelSetFindings(a).findings).toEqual([
      {
        path: 'spec.deployments[0].aliases[0]',
        code: 'alias-collision',
        message: expect.stringContaining('model:research/b'),
        severity: 'warning',
      },
    ]);
    expect(takeModelSetFindings(b).findings).toEqual([
      expect.objectContaining({
        path: 'spec.deployments[0].aliases[0]',
        message: expect.stringContaining('model:research/a'),
      }),
    ]);
  });

  it('leaves no trace on the entity that the catalog shows', () => {
    const models = [named('a', ['large']), named('b', ['large'])];
    models[0].metadata.annotations = { 'example.com/kept': 'yes' };

    const [a] = withModelSetFindings(models);

    expect(a.metadata.annotations).toHaveProperty([ANNOTATION]);
    expect(takeModelSetFindings(a).entity).toEqual(models[0]);
  });

  it('forgets findings that no longer hold, and those that a file brings along', () => {
    const [a] = withModelSetFindings([
      named('a', ['large']),
      named('b', ['large']),
    ]);

    const [again] = withModelSetFindings([a, named('b', ['medium'])]);

    expect(again.metadata.annotations).not.toHaveProperty([ANNOTATION]);
  });

  it.each(['{', '7', 'null', '[null, 7, {"path": 1}]'])(
    'reads an annotation %s as no findings',
    text => {
      const model = aModel();
      model.metadata.annotations = { [ANNOTATION]: text };

      expect(takeModelSetFindings(model).findings).toEqual([]);
    },
  );
});
