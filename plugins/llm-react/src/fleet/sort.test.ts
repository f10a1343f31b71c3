import fc from 'fast-check';
import { modelRow } from '../__testUtils__/modelRow';
import { modelSortKeys, poolSortKeys } from './sortKeys';
import { sortRows } from './sort';

describe('sortRows', () => {
  const priced = (ref: string, amount?: number, currency = 'EUR') =>
    modelRow({
      ref,
      inputPrice: amount === undefined ? undefined : { currency, amount },
    });

  it.each([
    ['asc', ['c', 'a', 'b', 'none']],
    ['desc', ['b', 'a', 'c', 'none']],
  ] as const)('puts a missing price last, %s', (direction, expected) => {
    const sorted = sortRows({
      rows: [priced('none'), priced('a', 1), priced('b', 2), priced('c', 0)],
      sort: { column: 'inputPrice', direction },
      keys: modelSortKeys,
    });
    expect(sorted.map(row => row.ref)).toEqual(expected);
  });

  it('sorts currencies apart, the chosen one first in both directions', () => {
    const all = [
      priced('u9', 9, 'USD'),
      priced('e5', 5),
      priced('u1', 1, 'USD'),
      priced('e7', 7),
    ];
    const order = (direction: 'asc' | 'desc', firstGroup: string) =>
      sortRows({
        rows: all,
        sort: { column: 'inputPrice', direction },
        keys: modelSortKeys,
        firstGroup,
      }).map(row => row.ref);
    expect(order('asc', 'USD')).toEqual(['u1', 'u9', 'e5', 'e7']);
    expect(order('desc', 'USD')).toEqual(['u9', 'u1', 'e7', 'e5']);
    expect(order('asc', 'EUR')).toEqual(['e5', 'e7', 'u1', 'u9']);
  });

  it('sorts by title when no column is chosen or the column is not one', () => {
    const all = [
      modelRow({ ref: '1', title: 'Qwen 10' }),
      modelRow({ ref: '2', title: 'qwen 9' }),
    ];
    for (const sort of [
      undefined,
      { column: 'toString', direction: 'desc' as const },
    ]) {
      expect(
        sortRows({ rows: all, sort, keys: modelSortKeys }).map(row => row.ref),
      ).toEqual(['2', '1']);
    }
  });

  it('leaves the rows that it was given alone', () => {
    const all = Object.freeze([priced('b', 2), priced('a', 1)]);
    sortRows({
      rows: all,
      sort: { column: 'inputPrice', direction: 'asc' },
      keys: modelSortKeys,
    });
    expect(all.map(row => row.ref)).toEqual(['b', 'a']);
  });

  it('orders by every column without losing a row, missing values last', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record(
            {
              ref: fc.uuid(),
              title: fc.string(),
              task: fc.string(),
              owner: fc.string(),
              parameters: fc.nat(),
              ttftP95: fc.nat(),
              consumers: fc.nat(),
            },
            { requiredKeys: ['ref', 'title'] },
          ),
        ),
        fc.constantFrom('task', 'owner', 'parameters', 'ttft', 'consumers'),
        fc.constantFrom('asc' as const, 'desc' as const),
        (partial, column, direction) => {
          const all = partial.map(row => modelRow(row));
          const sorted = sortRows({
            rows: all,
            sort: { column, direction },
            keys: modelSortKeys,
          });
          expect(new Set(sorted)).toEqual(new Set(all));
          const key = modelSortKeys[column as keyof typeof modelSortKeys];
          const present = sorted.map(row => key.value(row) !== undefined);
          expect(present).toEqual(
            [...present].sort((l, r) => Number(r) - Number(l)),
          );
        },
      ),
    );
  });

  it('knows the columns of pools', () => {
    expect(Object.keys(poolSortKeys)).toEqual([
      'title',
      'devices',
      'gpus',
      'region',
      'lifecycle',
      'owner',
      'models',
      'price',
    ]);
  });
});
