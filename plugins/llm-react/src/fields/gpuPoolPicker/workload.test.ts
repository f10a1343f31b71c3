import { checkWorkload, defaultWorkload } from './workload';

const defaults = defaultWorkload('chat', 40960);
const check = (draft: object, contextLength: number | undefined = 40960) =>
  checkWorkload({ draft, defaults, contextLength });

describe('the usual workload', () => {
  it('is that of the task, and never longer than the model reads', () => {
    expect(defaultWorkload('chat', undefined)).toEqual({
      promptTokens: 2000,
      answerTokens: 400,
      concurrentRequests: 20,
      longestContext: 32768,
    });
    expect(defaultWorkload('embedding', 512)).toMatchObject({
      promptTokens: 500,
      answerTokens: 0,
      longestContext: 512,
    });
    for (const most of [1, 2, 448, 2048]) {
      const { promptTokens, answerTokens, longestContext } = defaultWorkload(
        'chat',
        most,
      );
      expect(longestContext).toBe(most);
      expect(promptTokens).toBeGreaterThan(0);
      expect(promptTokens + answerTokens).toBeLessThanOrEqual(
        Math.max(1, most),
      );
    }
  });
});

describe('the figures that were typed', () => {
  it('are shown as they were typed, and the others at their defaults', () => {
    expect(check({ concurrentRequests: '050' })).toEqual({
      texts: {
        promptTokens: '2000',
        answerTokens: '400',
        concurrentRequests: '050',
        longestContext: '32768',
      },
      problems: {},
      workload: { ...defaults, concurrentRequests: 50 },
    });
  });

  it('let the longest request follow the typical one until it is typed', () => {
    expect(check({ promptTokens: '35000' }).workload?.longestContext).toBe(
      35400,
    );
    expect(
      check({ promptTokens: '35000', longestContext: '32768' }),
    ).toMatchObject({
      problems: { longestContext: { code: 'belowTypical', typical: 35400 } },
      workload: undefined,
    });
  });

  it.each([
    [{ promptTokens: ' ' }, { promptTokens: { code: 'empty' } }],
    [{ promptTokens: '1.5' }, { promptTokens: { code: 'notWhole' } }],
    [{ answerTokens: '-1' }, { answerTokens: { code: 'notWhole' } }],
    [{ promptTokens: '1e3' }, { promptTokens: { code: 'notWhole' } }],
    [
      { concurrentRequests: '0' },
      { concurrentRequests: { code: 'tooSmall', least: 1 } },
    ],
    [
      { concurrentRequests: '99999999999' },
      { concurrentRequests: { code: 'tooLarge', most: 1e9 } },
    ],
    [
      { longestContext: '50000' },
      { longestContext: { code: 'beyondModel', most: 40960 } },
    ],
    [
      { promptTokens: '50000' },
      {
        promptTokens: {
          code: 'typicalBeyondModel',
          typical: 50400,
          most: 40960,
        },
      },
    ],
  ])('are refused with the reason: %j', (draft, problems) => {
    expect(check(draft)).toMatchObject({ problems, workload: undefined });
    expect(Object.keys(check(draft).problems)).toEqual(Object.keys(problems));
  });

  it('have no bound where nobody knows how much the model reads', () => {
    expect(
      checkWorkload({
        draft: { longestContext: '5000000' },
        defaults,
        contextLength: undefined,
      }).workload?.longestContext,
    ).toBe(5_000_000);
  });

  it('may be no answer at all', () => {
    expect(check({ answerTokens: '0' }).workload?.answerTokens).toBe(0);
  });
});
