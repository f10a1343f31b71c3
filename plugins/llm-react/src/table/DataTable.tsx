import type { ReactNode } from 'react';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { VisuallyHidden } from '../links/VisuallyHidden';

/**
 * One column of a table.
 *
 * @public
 */
export interface DataColumn<Row> {
  readonly id: string;
  readonly title: string;
  /** Draws the cell. A figure that is not known is drawn by `<Unknown>`. */
  readonly cell: (row: Row) => ReactNode;
  /** Figures stand right, so that their digits line up. */
  readonly numeric?: boolean;
  /** Whether the cell names its row; one column of a table does. */
  readonly rowHeader?: boolean;
  /** Whether the column's head orders the table; needs `onOrder`. */
  readonly sortable?: boolean;
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

/**
 * @public
 */
export interface DataTableProps<Row> {
  /** Names the table for assistive technology. */
  label: string;
  columns: readonly DataColumn<Row>[];
  /** Rows in the order in which they are shown. */
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  order?: DataOrder;
  /** Called with the order that a click on a column's head asks for. */
  onOrder?: (order: DataOrder) => void;
  /** Keeps the naming column in sight while a wide table scrolls. */
  stickyRowHeader?: boolean;
}

const useStyles = makeStyles(
  theme => ({
    scroller: { overflowX: 'auto' },
    row: {
      // One ground for all rows, since the sticky column covers what scrolls
      // under it and needs the same; lines tell the rows apart instead.
      '&&': { backgroundColor: theme.palette.background.paper },
      borderTop: `1px solid ${theme.palette.divider}`,
    },
    cell: {
      padding: theme.spacing(1, 1.5),
      verticalAlign: 'top',
      wordBreak: 'normal',
      overflowWrap: 'break-word',
      '&:first-child': { paddingLeft: theme.spacing(2) },
      '&:last-child': { paddingRight: theme.spacing(2) },
    },
    head: {
      whiteSpace: 'nowrap',
      verticalAlign: 'bottom',
      color: theme.palette.text.secondary,
      textTransform: 'none',
    },
    sticky: {
      minWidth: 160,
      [theme.breakpoints.up('md')]: {
        position: 'sticky',
        left: 0,
        zIndex: 1,
        minWidth: 200,
        backgroundColor: theme.palette.background.paper,
      },
    },
  }),
  { name: 'LlmDataTable' },
);

function nextOrder(order: DataOrder | undefined, column: string): DataOrder {
  const ascends = order?.column === column && order.direction === 'asc';
  return { column, direction: ascends ? 'desc' : 'asc' };
}

/**
 * A small table: named, with headers for rows and columns, ordered by keyboard
 * as by mouse, and scrolling sideways inside itself where it is too wide. It
 * neither sorts nor pages: it shows the rows that it is given.
 *
 * @public
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, order, onOrder, stickyRowHeader } =
    props;
  const classes = useStyles();
  const classOf = (column: DataColumn<Row>) =>
    column.rowHeader && stickyRowHeader
      ? `${classes.cell} ${classes.sticky}`
      : classes.cell;

  return (
    <div
      className={classes.scroller}
      role="region"
      aria-label={label}
      // What scrolls must be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <Table size="small">
        <VisuallyHidden component="caption">{label}</VisuallyHidden>
        <TableHead>
          <TableRow>
            {columns.map(column => {
              const direction =
                order?.column === column.id ? order.direction : undefined;
              return (
                <TableCell
                  key={column.id}
                  scope="col"
                  align={column.numeric ? 'right' : 'left'}
                  className={`${classOf(column)} ${classes.head}`}
                  sortDirection={direction ?? false}
                >
                  {column.sortable && onOrder ? (
                    <TableSortLabel
                      active={direction !== undefined}
                      direction={direction ?? 'asc'}
                      onClick={() => onOrder(nextOrder(order, column.id))}
                    >
                      {column.title}
                    </TableSortLabel>
                  ) : (
                    column.title
                  )}
                </TableCell>
              );
            })}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map(row => (
            <TableRow key={rowKey(row)} className={classes.row}>
              {columns.map(column => (
                <TableCell
                  key={column.id}
                  align={column.numeric ? 'right' : 'left'}
                  className={classOf(column)}
                  {...(column.rowHeader
                    ? { component: 'th', scope: 'row', role: 'rowheader' }
                    : {})}
                >
                  <Typography variant="body2" component="div">
                    {column.cell(row)}
                  </Typography>
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
