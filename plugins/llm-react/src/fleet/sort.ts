import type { FleetSort } from './query';

/**
 * How a column orders rows.
 *
 * @public
 */
export interface SortKey<Row> {
  /** What is compared; `undefined` always goes last, in both directions. */
  readonly value: (row: Row) => string | number | undefined;
  /**
   * Rows of different groups are not comparable, as prices in different
   * currencies: they are sorted apart, group by group.
   */
  readonly group?: (row: Row) => string | undefined;
}

const collator = new Intl.Collator(undefined, {
  numeric: true,
  sensitivity: 'base',
});

function compareValues(left: string | number, right: string | number): number {
  if (typeof left === 'number' && typeof right === 'number') {
    return left - right;
  }
  return collator.compare(String(left), String(right));
}

/**
 * Sorts rows by a column. Unknown values go last in both directions, so that
 * a model without a price is never the cheapest. Rows that are equal keep the
 * order of their titles, so that paging is stable.
 *
 * @returns a new array; the given rows are left as they are
 * @public
 */
export function sortRows<Row extends { title: string; ref: string }>(options: {
  rows: readonly Row[];
  sort: FleetSort | undefined;
  keys: Readonly<Record<string, SortKey<Row>>>;
  /** The group that comes first, where the column has groups. */
  firstGroup?: string;
}): Row[] {
  const { rows, sort, keys, firstGroup } = options;
  const key =
    sort && Object.hasOwn(keys, sort.column) ? keys[sort.column] : undefined;
  const direction = sort?.direction === 'desc' ? -1 : 1;

  const byTitle = (left: Row, right: Row) =>
    compareValues(left.title, right.title) ||
    compareValues(left.ref, right.ref);

  const byKey = (left: Row, right: Row): number => {
    if (!key) {
      return 0;
    }
    const leftValue = key.value(left);
    const rightValue = key.value(right);
    if (leftValue === undefined || rightValue === undefined) {
      return Number(leftValue === undefined) - Number(rightValue === undefined);
    }
    const leftGroup = key.group?.(left) ?? '';
    const rightGroup = key.group?.(right) ?? '';
    if (leftGroup !== rightGroup) {
      return (
        Number(rightGroup === firstGroup) - Number(leftGroup === firstGroup) ||
        compareValues(leftGroup, rightGroup)
      );
    }
    return direction * compareValues(leftValue, rightValue);
  };

  return [...rows].sort(
    (left, right) => byKey(left, right) || byTitle(left, right),
  );
}
