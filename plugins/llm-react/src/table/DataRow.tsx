import { memo } from 'react';
import type { DataColumn } from './columns';
import { cellClasses, useTableStyles } from './styles';

interface DataRowProps<Row> {
  row: Row;
  columns: readonly DataColumn<Row>[];
  stickyRowHeader?: boolean;
}

function PlainDataRow<Row>(props: DataRowProps<Row>) {
  const { row, columns, stickyRowHeader } = props;
  const classes = useTableStyles();
  return (
    <tr>
      {columns.map(column => {
        const className = [
          ...cellClasses({ column, classes, stickyRowHeader }),
          classes.body,
        ].join(' ');
        return column.rowHeader ? (
          <th key={column.id} scope="row" className={className}>
            {column.cell(row)}
          </th>
        ) : (
          <td key={column.id} className={className}>
            {column.cell(row)}
          </td>
        );
      })}
    </tr>
  );
}

/**
 * A row of plain cells: the fleet has hundreds of rows, and a styled component
 * for each cell would be felt at every letter that is typed into its filters.
 * For the same reason, a row that only changes its place is not drawn again.
 */
export const DataRow = memo(PlainDataRow) as typeof PlainDataRow;
