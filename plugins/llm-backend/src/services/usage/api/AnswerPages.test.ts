import { LlmUsageQuestion, LlmUsageRow } from '@modelyard/plugin-llm-common';
import { AnswerPages, WholeAnswer } from './AnswerPages';
import { checkQuestion } from './checkQuestion';
import { comparePlaces, placeOf } from './orderRows';

const MINUTE = 60_000;

describe('pages of usage', () => {
  const question = (rest: Partial<LlmUsageQuestion> = {}) =>
    checkQuestion({
      from: '2026-11-26',
      to: '2026-11-27',
      step: 'total',
      by: ['model'],
      limit: 2,
      ...rest,
    });

  const row = (model: string, requests?: number): LlmUsageRow => ({
    key: { model },
    counts:
      requests === undefined
        ? {}
        : { requests: { value: requests, qualifiers: [], vantages: [] } },
    unpriced: false,
  });

  /** A ledger whose rows change, and that answers in the order that is asked for. */
  function setUp(sort?: LlmUsageQuestion['sort']) {
    let time = 0;
    let rows: LlmUsageRow[] = [];
    const pages = AnswerPages.create({ now: () => time });
    const read = async (): Promise<WholeAnswer> => ({
      rows: [...rows].sort((a, b) =>
        comparePlaces(placeOf(a, ['model'], sort), placeOf(b, ['model'], sort)),
      ),
      total: row('all'),
      authorities: [],
      closed: false,
      readAt: 'now',
    });
    const page = async (
      cursor?: string,
      rest: Partial<LlmUsageQuestion> = {},
      who = 'user:default/a',
    ) => {
      const answer = await pages.page({
        question: question({
          ...(sort && { sort }),
          ...(cursor !== undefined && { cursor }),
          ...rest,
        }),
        who,
        read,
      });
      return {
        names: answer.rows.map(({ key }) => key.model),
        cursor: answer.nextCursor,
      };
    };
    return {
      page,
      set: (...next: LlmUsageRow[]) => {
        rows = next;
      },
      wait: (ms: number) => {
        time += ms;
      },
    };
  }

  it('neither repeat nor lose a row while rows come in and overtake each other', async () => {
    const { page, set } = setUp('requests');
    set(row('a', 5), row('b', 4), row('c', 3), row('d', 3), row('none'));
    const first = await page();
    expect(first.names).toEqual(['a', 'b']);
    set(row('d', 99), row('new', 50), row('a', 6), row('b', 5), row('c', 4));
    const second = await page(first.cursor);
    expect(second.names).toEqual(['c', 'd']);
    const third = await page(second.cursor);
    expect(third).toEqual({ names: ['none'], cursor: undefined });
  });

  it('go on behind where they ended once the first answer is forgotten', async () => {
    const { page, set, wait } = setUp();
    set(row('a'), row('c'), row('e'), row('g'));
    const first = await page();
    wait(5 * MINUTE + 1);
    set(row('a'), row('b'), row('d'), row('e'), row('g'));
    // The row where the page ended is gone.
    const second = await page(first.cursor);
    expect(second.names).toEqual(['d', 'e']);
    expect(await page(second.cursor)).toEqual({
      names: ['g'],
      cursor: undefined,
    });
    const end = await page(first.cursor, { limit: 1_000 });
    expect(end.names).toEqual(['d', 'e', 'g']);
  });

  it('belong to the question and to the person that asked', async () => {
    const { page, set } = setUp();
    set(row('a'), row('b'), row('c'));
    const { cursor } = await page();
    const other = 'Invalid cursor: it belongs to another question';
    await expect(page(cursor, { step: 'day' })).rejects.toThrow(other);
    await expect(page(cursor, {}, 'user:default/b')).rejects.toThrow(other);
    for (const none of ['x', Buffer.from('{}').toString('base64url')]) {
      await expect(page(none)).rejects.toThrow('Invalid cursor: it is none');
    }
  });
});

describe('the order of rows', () => {
  it('never compares amounts of several currencies', () => {
    const cost = (model: string, amount: string, currency: string) => ({
      key: { model },
      counts: {},
      cost: [{ amount, currency }],
      unpriced: false,
    });
    const rows: LlmUsageRow[] = [
      { key: { model: 'free' }, counts: {}, unpriced: true },
      cost('dollars', '1000', 'USD'),
      cost('less', '9.5', 'EUR'),
      cost('more', '10.25', 'EUR'),
    ];
    const place = (row: LlmUsageRow) => placeOf(row, ['model'], 'cost');
    expect(
      rows
        .sort((a, b) => comparePlaces(place(a), place(b)))
        .map(({ key }) => key.model),
    ).toEqual(['more', 'less', 'dollars', 'free']);
  });
});
