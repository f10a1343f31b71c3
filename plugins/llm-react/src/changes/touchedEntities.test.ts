import type { LlmChangedFile } from '@modelyard/plugin-llm-common';
import { touchedEntities } from './touchedEntities';

const file = (path: string, after?: string): LlmChangedFile => ({
  path,
  type: 'changed',
  after,
});

describe('touchedEntities', () => {
  it('names what catalog files describe and what intents are about', () => {
    expect(
      touchedEntities([
        file(
          'models/nova/catalog-info.yaml',
          'kind: Model\nmetadata: {name: nova, namespace: berlin}\n---\nkind: Component\nmetadata: {name: bot}\n',
        ),
        file('models/nova/prod/intent.yaml', 'subject: {model: berlin/nova}'),
        file('pools/h100/intent.yaml', 'subject: {pool: h100}'),
      ]),
    ).toEqual([
      'component:default/bot',
      'gpupool:default/h100',
      'model:berlin/nova',
    ]);
  });

  it.each([
    ['another file', file('a.yaml', 'kind: Model\nmetadata: {name: x}')],
    ['what is removed', file('m/catalog-info.yaml')],
    ['no YAML', file('m/catalog-info.yaml', 'a: b: [')],
    ['a list', file('m/catalog-info.yaml', '- 1')],
    ['a text', file('m/catalog-info.yaml', 'nothing')],
    [
      'a name of another type',
      file('m/catalog-info.yaml', 'kind: Model\nmetadata: {name: 5}'),
    ],
    [
      'metadata of another type',
      file('m/catalog-info.yaml', 'kind: Model\nmetadata: 3'),
    ],
    ['an empty intent', file('m/intent.yaml', 'subject: null')],
    ['a ref that is none', file('m/intent.yaml', 'subject: {model: "model:"}')],
  ])('does not guess from %s', (_, given) => {
    expect(touchedEntities([given])).toEqual([]);
  });
});
