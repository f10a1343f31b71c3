import fc from 'fast-check';
import { readSiblings } from './siblings';
import { readValue } from './value';

const options = {
  model: { path: 'model', when: { what: 'existing' } },
  source: {
    path: 'weights.source',
    when: [{ what: 'new' }, { what: 'existing', addVersion: true }],
  },
  task: 'task',
  dataClasses: 'dataClasses',
  dataClass: 'place.dataClass',
  engine: 'engine',
  group: 'owner',
};
const version = { name: 'v2', kind: 'weights' };
const formData = {
  what: 'existing',
  model: 'qwen3-8b',
  weights: { source: { uri: 'hf://acme/tiny', version } },
  task: 'embedding',
  dataClasses: ['internal', 7],
  place: { dataClass: 'internal' },
  engine: {
    maxModelLen: 4096,
    kvCacheDtype: '',
    toolCallParser: 'hermes',
    quantization: null,
  },
  owner: 'search',
};

describe('the other answers of the form', () => {
  it('are read by their paths, in full', () => {
    expect(readSiblings(options, formData)).toEqual({
      model: 'model:default/qwen3-8b',
      source: undefined,
      task: 'embedding',
      dataClasses: ['internal'],
      dataClass: 'internal',
      // What is empty is left to the engine, and what sizing does not know is no matter of its.
      engine: { maxModelLen: 4096 },
      group: 'group:default/search',
    });
  });

  it('count only where the form is on their way', () => {
    expect(readSiblings(options, { ...formData, addVersion: true })).toEqual(
      expect.objectContaining({
        model: 'model:default/qwen3-8b',
        source: version,
      }),
    );
    expect(readSiblings(options, { ...formData, what: 'new' })).toEqual(
      expect.objectContaining({ model: undefined, source: version }),
    );
    expect(readSiblings(options, { ...formData, what: 'external' })).toEqual(
      expect.objectContaining({ model: undefined, source: undefined }),
    );
  });

  it('are no version before one was read, and no ref that is none', () => {
    expect(
      readSiblings(
        { source: 'source', model: 'model' },
        { source: { uri: 'hf://acme/tiny' }, model: 'model:default/' },
      ),
    ).toEqual(expect.objectContaining({ source: undefined, model: undefined }));
  });

  it('may be anything', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (asked, held) => {
        readSiblings(asked, held);
        readSiblings(options, held);
        const value = readValue(held);
        expect(readValue(value)).toEqual(value);
      }),
    );
    expect(readSiblings({ model: '__proto__.constructor' }, {}).model).toBe(
      undefined,
    );
  });
});

describe('the value of the field', () => {
  it('has nothing of another type', () => {
    const workload = {
      promptTokens: 1,
      answerTokens: 2,
      concurrentRequests: 3,
      longestContext: 4,
    };
    expect(
      readValue({
        version: 5,
        workload: { ...workload, more: true },
        pool: 'gpupool:default/a',
        devices: '',
        override: { reason: 'because' },
        other: 1,
      }),
    ).toEqual({
      workload,
      pool: 'gpupool:default/a',
      override: { reason: 'because' },
    });
    expect(
      readValue({ workload: { ...workload, longestContext: '4' } }),
    ).toEqual({});
  });
});
