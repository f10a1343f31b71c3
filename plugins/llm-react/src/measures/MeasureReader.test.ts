import type {
  LlmMeasuresAnswer,
  LlmMeasuresQuestion,
} from '@modelyard/plugin-llm-common';
import { measuredBackend } from '../__testUtils__/measuredBackend';
import { MeasureReader, measureReaderOf } from './MeasureReader';

const entityRef = 'model:default/qwen3-14b';
const requests = { measure: 'requests', window: '24h' } as const;
const tokens = { measure: 'token-usage', window: '24h' } as const;

/** A backend whose answers come when the test lets them. */
function slowBackend() {
  const backend = measuredBackend();
  const sent: {
    question: LlmMeasuresQuestion;
    signal?: AbortSignal;
    answer: () => Promise<void>;
    fail: (error: Error) => void;
  }[] = [];
  const readMeasures = (
    question: LlmMeasuresQuestion,
    { signal }: { signal?: AbortSignal } = {},
  ) =>
    new Promise<LlmMeasuresAnswer>((resolve, reject) => {
      sent.push({
        question,
        signal,
        answer: async () => resolve(await backend.readMeasures(question)),
        fail: reject,
      });
    });
  return { backend: { ...backend, readMeasures }, sent };
}

/** Lets the time pass in which questions are gathered. */
const gathered = () => jest.advanceTimersByTimeAsync(100);

/** What became of a promise, which may fail before anybody looks. */
const outcomeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.catch(error => error);

describe('MeasureReader', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('sends what is asked about an entity within a moment as one request, the same question once', async () => {
    const backend = measuredBackend();
    const reader = MeasureReader.create(backend);
    const reads = [
      reader.read({ entityRef, question: requests }),
      reader.read({ entityRef, question: tokens }),
      // The order of the fields makes no other question.
      reader.read({
        entityRef,
        question: { window: '24h', measure: 'requests' },
      }),
      reader.read({ entityRef, question: { ...requests, step: 'hour' } }),
      reader.read({ entityRef: 'model:default/other', question: requests }),
    ];
    await gathered();
    const answers = await Promise.all(reads);

    expect(backend.asked.map(({ entityRef: ref, asks }) => [ref, asks.length]))
      // One request for each entity.
      .toEqual([
        [entityRef, 3],
        ['model:default/other', 1],
      ]);
    expect(new Set(backend.asked[0].asks.map(({ id }) => id)).size).toBe(3);
    expect(answers.map(({ measure }) => measure)).toEqual([
      'requests',
      'token-usage',
      'requests',
      'requests',
      'requests',
    ]);
    expect(answers[3].course).toHaveLength(24);
    expect(answers[0]).toBe(answers[2]);
  });

  it('asks no more than 64 questions at once', async () => {
    const backend = measuredBackend();
    const reader = MeasureReader.create(backend);
    const reads = Array.from({ length: 70 }, (_, index) =>
      reader.read({
        entityRef,
        question: { ...requests, deployment: `d${index}` },
      }),
    );
    await gathered();
    await Promise.all(reads);
    expect(backend.asked.map(({ asks }) => asks.length)).toEqual([64, 6]);
  });

  it('keeps what was read for half a minute, unless it should be fresh', async () => {
    const backend = measuredBackend();
    const reader = MeasureReader.create(backend);
    const read = async (fresh?: boolean) => {
      const answer = reader.read({ entityRef, question: requests, fresh });
      await gathered();
      return answer;
    };
    const first = await read();
    expect(await read()).toBe(first);
    expect(backend.asked).toHaveLength(1);

    expect(await read(true)).not.toBe(first);
    expect(backend.asked).toHaveLength(2);

    await jest.advanceTimersByTimeAsync(31_000);
    await read();
    expect(backend.asked).toHaveLength(3);
  });

  it('keeps what was read though the card that asked has gone', async () => {
    const backend = measuredBackend();
    const reader = MeasureReader.create(backend);
    const controller = new AbortController();
    const first = reader.read({
      entityRef,
      question: requests,
      signal: controller.signal,
    });
    await gathered();
    const answer = await first;
    controller.abort();
    expect(await reader.read({ entityRef, question: requests })).toBe(answer);
  });

  it('joins a question that is on its way', async () => {
    const { backend, sent } = slowBackend();
    const reader = MeasureReader.create(backend);
    const first = reader.read({ entityRef, question: requests });
    await gathered();
    const second = reader.read({ entityRef, question: requests, fresh: true });
    await gathered();
    expect(sent).toHaveLength(1);
    await sent[0].answer();
    expect(await second).toBe(await first);
  });

  it('keeps no failure', async () => {
    const { backend, sent } = slowBackend();
    const reader = MeasureReader.create(backend);
    const failure = new Error('the backend is being upgraded');
    const failed = outcomeOf(reader.read({ entityRef, question: requests }));
    await gathered();
    sent[0].fail(failure);
    expect(await failed).toBe(failure);

    const again = reader.read({ entityRef, question: requests });
    await gathered();
    await sent[1].answer();
    expect(await again).toMatchObject({ measure: 'requests' });
  });

  it('says which measure the answer leaves out', async () => {
    const backend = measuredBackend();
    const reader = MeasureReader.create({
      ...backend,
      readMeasures: async question => {
        const answer = await backend.readMeasures(question);
        return { ...answer, answers: answer.answers.slice(1) };
      },
    });
    const left = outcomeOf(reader.read({ entityRef, question: requests }));
    const there = reader.read({ entityRef, question: tokens });
    await gathered();
    expect(await left).toEqual(
      new Error('The answer says nothing of requests'),
    );
    expect(await there).toMatchObject({ measure: 'token-usage' });
  });

  it('gives a request up when nobody waits for it any more, and not before', async () => {
    const { backend, sent } = slowBackend();
    const reader = MeasureReader.create(backend);
    const [one, two] = [new AbortController(), new AbortController()];
    const reads = [one, two].map(({ signal }) =>
      reader.read({ entityRef, question: requests, signal }),
    );
    const given = Promise.allSettled(reads);
    await gathered();
    one.abort();
    expect(sent[0].signal?.aborted).toBe(false);
    two.abort();
    expect(sent[0].signal?.aborted).toBe(true);
    expect((await given).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);

    // Who asks next is not given what was given up.
    const next = reader.read({ entityRef, question: requests });
    await gathered();
    await sent[1].answer();
    expect(await next).toMatchObject({ measure: 'requests' });
  });

  it('sends nothing where all have gone before it was sent', async () => {
    const { backend, sent } = slowBackend();
    const reader = MeasureReader.create(backend);
    const controller = new AbortController();
    const { signal } = controller;
    const gone = outcomeOf(
      reader.read({ entityRef, question: requests, signal }),
    );
    controller.abort();
    expect(await gone).toBe(signal.reason);
    await gathered();
    expect(sent).toEqual([]);
  });

  it('lists what there is to measure once, and again after a failure', async () => {
    const backend = measuredBackend();
    const listMeasures = jest
      .fn(backend.listMeasures)
      .mockRejectedValueOnce(new Error('no'));
    const reader = measureReaderOf({ ...backend, listMeasures });
    await expect(reader.definitions()).rejects.toThrow('no');
    expect((await reader.definitions()).length).toBeGreaterThan(30);
    await reader.definitions();
    expect(listMeasures).toHaveBeenCalledTimes(2);
  });
});

describe('measureReaderOf', () => {
  it('is one for each backend', () => {
    const backend = measuredBackend();
    expect(measureReaderOf(backend)).toBe(measureReaderOf(backend));
    expect(measureReaderOf(backend)).not.toBe(
      measureReaderOf(measuredBackend()),
    );
  });
});
