import { Entity } from '@backstage/catalog-model';
import { Issue } from '@modelyard/llm-units';
import { entityWarnings, toStatusItem } from './entityWarnings';

const warning: Issue = {
  path: 'spec.deployments[0].aliases[0]',
  code: 'alias-collision',
  message: '"large" is claimed in production by model:default/b as well',
  severity: 'warning',
};

function entity(items?: unknown): Entity {
  return {
    apiVersion: 'modelyard.dev/v1alpha1',
    kind: 'Model',
    metadata: { name: 'a' },
    ...(items ? { status: { items } } : {}),
  } as Entity;
}

describe('entityWarnings', () => {
  it('reads what toStatusItem wrote', () => {
    expect(entityWarnings(entity([toStatusItem(warning)]))).toEqual([warning]);
  });

  it('leaves out errors, and what others put there', () => {
    const others = [
      toStatusItem({ ...warning, severity: 'error' }),
      {
        type: 'backstage.io/catalog-processing',
        level: 'warning',
        message: 'stale',
      },
      null,
    ];
    expect(entityWarnings(entity(others))).toEqual([]);
    expect(entityWarnings(entity())).toEqual([]);
    expect(entityWarnings(entity('none'))).toEqual([]);
  });
});
