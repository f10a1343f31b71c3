export { DataTable } from './DataTable';
export type { DataColumn, DataOrder, DataTableProps } from './DataTable';
