import type {
  ModelLifecycle,
  ModelRetirement,
} from '@modelyard/plugin-llm-common';
import { modelEntity } from '../__testUtils__/entities';
import { retirementOf } from './retirement';

const today = '2027-03-01';

function phaseOf(lifecycle: ModelLifecycle, retirement?: ModelRetirement) {
  const { spec } = modelEntity({ name: 'm', spec: { lifecycle, retirement } });
  const { phase, aheadOfLifecycle } = retirementOf(spec, today);
  return [phase, aheadOfLifecycle];
}

describe('retirementOf', () => {
  it.each<[ModelLifecycle, ModelRetirement | undefined, [string, boolean]]>([
    ['production', undefined, ['none', false]],
    ['production', { replacedBy: 'model:x' }, ['none', false]],
    ['production', { deprecatedOn: '2027-03-02' }, ['planned', false]],
    ['production', { retiresOn: '2027-12-31' }, ['planned', false]],
    ['production', { deprecatedOn: '2027-03-01' }, ['deprecated', true]],
    ['deprecated', undefined, ['deprecated', false]],
    ['deprecated', { retiresOn: '2027-06-30' }, ['deprecated', false]],
    ['deprecated', { retiresOn: '2027-03-01' }, ['retired', true]],
    ['retired', undefined, ['retired', false]],
    ['retired', { retiresOn: '2027-01-01' }, ['retired', false]],
  ])('%s with %j: %j', (lifecycle, retirement, expected) => {
    expect(phaseOf(lifecycle, retirement)).toEqual(expected);
  });
});
