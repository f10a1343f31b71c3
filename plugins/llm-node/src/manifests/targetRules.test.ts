import { mockServices } from '@backstage/backend-test-utils';
import { platformSchema } from '@modelyard/llm-manifests';
import { readManifestsConfig } from './readManifestsConfig';
import { findNamespaceObstacle } from './targetRules';

const target = {
  name: 'fra-1',
  kubernetes: '1.36',
  gateway: { name: 'models', namespace: 'ai-gateway', proxyNamespace: 'proxy' },
};
const platform = platformSchema.parse(target);
const read = (rules: object) =>
  readManifestsConfig(
    mockServices.rootConfig({
      data: { llm: { targets: [{ ...target, ...rules }] } },
    }),
  ).rules.get('fra-1');

describe('rules of a target', () => {
  it('are read with whole references', () => {
    expect(
      read({
        owner: 'gpu-platform',
        namespaces: [
          { name: 'search-*', groups: ['search', 'group:berlin/ml'] },
          { name: 'shared' },
        ],
      }),
    ).toEqual({
      owner: 'group:default/gpu-platform',
      namespaces: [
        {
          name: 'search-*',
          groups: ['group:default/search', 'group:berlin/ml'],
        },
        { name: 'shared' },
      ],
    });
    expect(read({})).toEqual({});
    expect(() => read({ owner: 'group:' })).toThrow(
      'Invalid llm.targets[0].owner: is no entity reference',
    );
  });

  it.each([
    ['kube-system', {}, /where the platform itself runs in fra-1/],
    ['gpu-operator', {}, /where the platform itself runs/],
    ['monitoring', {}, /where the platform itself runs/],
    ['ai-gateway', {}, /where the platform itself runs/],
    ['proxy', {}, /where the platform itself runs/],
    ['kube-system', { namespaces: [{ name: '*' }] }, /platform itself/],
    ['kube-system', { namespaces: [{ name: 'kube-system' }] }, /^free$/],
    ['llm-prod', {}, /^free$/],
    [
      'llm-prod',
      { namespaces: [{ name: 'search-*' }, { name: 'shared' }] },
      /has no namespace llm-prod for models; there are search-\*, shared/,
    ],
    [
      'search-prod',
      { namespaces: [{ name: 'search-*', groups: ['ads', 'search'] }] },
      /^free$/,
    ],
    [
      'search-prod',
      { namespaces: [{ name: 'search-*', groups: ['ads'] }] },
      /search-prod of fra-1 is not for group:default\/search, but for group:default\/ads/,
    ],
    ['xsearch-prod', { namespaces: [{ name: 'search-*' }] }, /has no name/],
    // A dot is no wildcard.
    ['shareda', { namespaces: [{ name: 'shared.' }] }, /has no namespace/],
  ])('decide on %s by %j', (namespace, rules, obstacle) => {
    const found = findNamespaceObstacle({
      platform,
      rules: read(rules),
      namespace,
      group: 'group:default/search',
    });
    expect(found ?? 'free').toMatch(obstacle);
  });
});
