import type { ReactNode } from 'react';

/**
 * One column of a table.
 *
 * @public
 */
export interface DataColumn<Row> {
  readonly id: string;
  readonly title: string;
  /** Unit of the figures, under the title; cells then hold bare figures. */
  readonly unit?: string;
  /** Draws the cell. A figure that is not known is drawn by `<Unknown>`. */
  readonly cell: (row: Row) => ReactNode;
  /** Figures stand right, so that their digits line up. */
  readonly numeric?: boolean;
  /** Whether the cell names its row; one column of a table does. */
  readonly rowHeader?: boolean;
  /** Whether the column's head orders the table; needs `onOrder`. */
  readonly sortable?: boolean;
  /** Least width in pixels, where the text would break into too many lines. */
  readonly minWidth?: number;
}

/**
 * The order that a table is shown in.
 *
 * @public
 */
export interface DataOrder {
  /** Id of a column. */
  readonly column: string;
  readonly direction: 'asc' | 'desc';
}

/** The order that a click on a column's head asks for. */
export function nextOrder(
  order: DataOrder | undefined,
  column: string,
): DataOrder {
  const ascends = order?.column === column && order.direction === 'asc';
  return { column, direction: ascends ? 'desc' : 'asc' };
}
