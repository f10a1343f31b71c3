import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import { makeStyles } from '@material-ui/core/styles';
import { VisuallyHidden } from '../links/VisuallyHidden';
import type { DataColumn, DataOrder } from './columns';
import { DataHead } from './DataHead';
import { DataRow } from './DataRow';

/**
 * @public
 */
export interface DataTableProps<Row> {
  /** Names the table for assistive technology. */
  label: string;
  /** Best kept from one drawing to the next: new ones draw every row again. */
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
  theme => {
    const ground = theme.palette.background.paper;
    const cover = `${ground}, transparent`;
    const shade = `${theme.palette.action.disabled}, transparent`;
    return {
      // An edge beyond which there is more has a shadow: it is painted on the
      // edge, and what covers it moves with the table and lies on it only
      // where the table ends.
      scroller: {
        overflowX: 'auto',
        backgroundColor: ground,
        backgroundImage: [
          `linear-gradient(to right, ${cover})`,
          `linear-gradient(to left, ${cover})`,
          `linear-gradient(to right, ${shade})`,
          `linear-gradient(to left, ${shade})`,
        ].join(', '),
        backgroundPosition: 'left, right, left, right',
        backgroundRepeat: 'no-repeat',
        backgroundSize: '48px 100%, 48px 100%, 16px 100%, 16px 100%',
        backgroundAttachment: 'local, local, scroll, scroll',
      },
    };
  },
  { name: 'LlmDataTableScroller' },
);

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
        <DataHead
          columns={columns}
          order={order}
          onOrder={onOrder}
          stickyRowHeader={stickyRowHeader}
        />
        <TableBody>
          {rows.map(row => (
            <DataRow
              key={rowKey(row)}
              row={row}
              columns={columns}
              stickyRowHeader={stickyRowHeader}
            />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
