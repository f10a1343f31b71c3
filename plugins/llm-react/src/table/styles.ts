import { makeStyles } from '@material-ui/core/styles';
import type { DataColumn } from './columns';

/** How cells and heads of a table look. */
export const useTableStyles = makeStyles(
  theme => ({
    cell: {
      padding: theme.spacing(1, 0.75),
      verticalAlign: 'top',
      textAlign: 'left',
      wordBreak: 'normal',
      overflowWrap: 'break-word',
      '&:first-child': { paddingLeft: theme.spacing(2) },
      '&:last-child': { paddingRight: theme.spacing(2) },
    },
    // One title without a space must not push the last column out of sight.
    name: { minWidth: 100, overflowWrap: 'anywhere' },
    numeric: { textAlign: 'right' },
    body: {
      ...theme.typography.body2,
      color: theme.palette.text.primary,
      // Lines tell the rows apart, not grounds as in other tables: the sticky
      // column covers what scrolls under it and needs the ground of its row.
      // They are shadows, since the sticky column would cover some borders.
      boxShadow: `inset 0 1px 0 ${theme.palette.divider}`,
      '&$numeric': { whiteSpace: 'nowrap' },
    },
    head: {
      lineHeight: 1.43,
      verticalAlign: 'bottom',
      color: theme.palette.text.secondary,
      textTransform: 'none',
      // The theme would cut off the arrow in the margin.
      overflow: 'visible',
    },
    sticky: {
      minWidth: 145,
      [theme.breakpoints.up('md')]: {
        position: 'sticky',
        left: 0,
        zIndex: 1,
        backgroundColor: theme.palette.background.paper,
      },
    },
  }),
  { name: 'LlmDataTable' },
);

/** The classes that the head and the cells of a column have in common. */
export function cellClasses<Row>(options: {
  column: DataColumn<Row>;
  classes: ReturnType<typeof useTableStyles>;
  stickyRowHeader?: boolean;
}): string[] {
  const { column, classes, stickyRowHeader } = options;
  const names = [classes.cell];
  if (column.numeric) {
    names.push(classes.numeric);
  }
  if (column.rowHeader) {
    names.push(classes.name);
    if (stickyRowHeader) {
      names.push(classes.sticky);
    }
  }
  return names;
}
