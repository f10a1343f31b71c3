import { Issue } from '@modelyard/llm-units';
import { aGpuPool, aModel } from '../__testUtils__/entities';
import { takeSourceFindings, withSourceFindings } from './sourceFindings';

const ANNOTATION = 'modelyard.dev/source-findings';

const collision: Issue = {
  path: 'spec.deployments[0].aliases[0]',
  code: 'alias-collision',
  message: '"large" is claimed in production by model:research/b as well',
  severity: 'warning',
};

describe('sourceFindings', () => {
  it.each([
    ['a model', aModel],
    ['a pool', aGpuPool],
  ])('travel with %s and leave no trace on it', (_title, make) => {
    const entity = make();
    entity.metadata.annotations = { 'example.com/kept': 'yes' };

    const carried = withSourceFindings(entity, [collision]);

    expect(carried.metadata.annotations).toHaveProperty([ANNOTATION]);
    expect(takeSourceFindings(carried)).toEqual({
      entity,
      findings: [collision],
    });
    expect(withSourceFindings(entity, [])).toBe(entity);
  });

  it('forget what no longer holds, and what a file brings along', () => {
    const carried = withSourceFindings(aModel(), [collision]);
    expect(
      withSourceFindings(carried, []).metadata.annotations,
    ).not.toHaveProperty([ANNOTATION]);
  });

  it.each(['{', '7', 'null', '[null, 7, {"path": 1}]'])(
    'read an annotation %s as none',
    text => {
      const model = aModel();
      model.metadata.annotations = { [ANNOTATION]: text };

      expect(takeSourceFindings(model).findings).toEqual([]);
    },
  );
});
