export { DataTable } from './DataTable';
export type { DataTableProps } from './DataTable';
export type { DataColumn, DataOrder } from './columns';
export { SecondLine } from './SecondLine';
