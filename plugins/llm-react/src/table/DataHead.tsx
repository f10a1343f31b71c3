import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { nextOrder, type DataColumn, type DataOrder } from './columns';
import { cellClasses, useTableStyles } from './styles';

const useStyles = makeStyles(
  {
    // The theme's ground would cover the shadow that tells of more columns.
    row: { '&:nth-of-type(odd)': { backgroundColor: 'transparent' } },
    label: { position: 'relative' },
    // The arrow stands behind the title, in the margin and as wide as that, so
    // that it takes no width from columns that are not sorted by.
    arrow: {
      position: 'absolute',
      top: 4,
      left: '100%',
      margin: 0,
      fontSize: 12,
    },
  },
  { name: 'LlmDataHead' },
);

/** Title and unit of a column. */
function Title<Row>(props: { column: DataColumn<Row> }) {
  const { title, unit } = props.column;
  return (
    <span>
      {title}
      {unit && (
        <>
          {' '}
          <Typography variant="caption" component="span" display="block">
            {unit}
          </Typography>
        </>
      )}
    </span>
  );
}

/** The heads of the columns, which order the table where they can. */
export function DataHead<Row>(props: {
  columns: readonly DataColumn<Row>[];
  order?: DataOrder;
  onOrder?: (order: DataOrder) => void;
  stickyRowHeader?: boolean;
}) {
  const { columns, order, onOrder, stickyRowHeader } = props;
  const table = useTableStyles();
  const classes = useStyles();
  return (
    <TableHead>
      <TableRow className={classes.row}>
        {columns.map(column => {
          const direction =
            order?.column === column.id ? order.direction : undefined;
          return (
            <TableCell
              key={column.id}
              scope="col"
              align={column.numeric ? 'right' : 'left'}
              className={[
                ...cellClasses({ column, classes: table, stickyRowHeader }),
                table.head,
              ].join(' ')}
              style={{ minWidth: column.minWidth }}
              sortDirection={direction ?? false}
            >
              {column.sortable && onOrder ? (
                <TableSortLabel
                  classes={{ root: classes.label, icon: classes.arrow }}
                  active={direction !== undefined}
                  direction={direction ?? 'asc'}
                  onClick={() => onOrder(nextOrder(order, column.id))}
                >
                  <Title column={column} />
                </TableSortLabel>
              ) : (
                <Title column={column} />
              )}
            </TableCell>
          );
        })}
      </TableRow>
    </TableHead>
  );
}
