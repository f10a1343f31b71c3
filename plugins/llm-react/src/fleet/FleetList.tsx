import { useMemo, useState, type ReactNode } from 'react';
import { dayOf } from '@modelyard/llm-units';
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import TablePagination from '@material-ui/core/TablePagination';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import GetAppIcon from '@material-ui/icons/GetApp';
import { DataTable, type DataColumn } from '../table';
import { useTexts } from '../useTexts';
import { toCsv, type CsvColumn } from './csv';
import { FilterPanel } from './FilterPanel';
import {
  filterRows,
  type FacetReaders,
  type PriceBound,
  type PriceReader,
} from './filters';
import { defaultFleetQuery, type FleetFacet, type FleetQuery } from './query';
import type { FleetRow } from './rowTypes';
import { saveFile } from './saveFile';
import { sortRows, type SortKey } from './sort';

const PAGE_SIZES = [25, 50, 100];

const useStyles = makeStyles(
  theme => ({
    result: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      justifyContent: 'space-between',
      gap: theme.spacing(1),
      margin: theme.spacing(2, 0, 1),
    },
    none: { padding: theme.spacing(3) },
  }),
  { name: 'LlmFleetList' },
);

/** What a tab of the fleet page lists, and how. */
export interface FleetListProps<Row extends FleetRow> {
  kind: 'models' | 'pools';
  rows: readonly Row[];
  query: FleetQuery;
  onQuery: (change: Partial<FleetQuery>) => void;
  facets: FacetReaders<Row>;
  prices: PriceReader<Row>;
  bound: PriceBound | undefined;
  /** The currency whose prices come first when the table is sorted by price. */
  currency: string | undefined;
  sortKeys: Readonly<Record<string, SortKey<Row>>>;
  columns: readonly DataColumn<Row>[];
  csvColumns: readonly CsvColumn<Row>[];
  /** The filters that this kind of row has. */
  filters: ReactNode;
}

/** Filters, table, pages and export of one kind of row. */
export function FleetList<Row extends FleetRow>(props: FleetListProps<Row>) {
  const { kind, rows, query, onQuery, facets, prices, bound, currency } = props;
  const { sortKeys, columns, csvColumns, filters } = props;
  const t = useTexts();
  const classes = useStyles();
  const [pageSize, setPageSize] = useState(PAGE_SIZES[0]);

  const filtered = useMemo(
    () => filterRows({ rows, query, facets, prices, bound }),
    [rows, query, facets, prices, bound],
  );
  const sorted = useMemo(
    () =>
      sortRows({
        rows: filtered.rows,
        sort: query.sort,
        keys: sortKeys,
        firstGroup: currency,
      }),
    [filtered, query.sort, sortKeys, currency],
  );

  // The address may name a page that the filters have emptied.
  const lastPage = Math.max(1, Math.ceil(sorted.length / pageSize));
  const page = Math.min(query.page, lastPage);
  const shown = sorted.slice((page - 1) * pageSize, page * pageSize);

  const group = query.sort && sortKeys[query.sort.column]?.group;
  const mixedCurrencies =
    group !== undefined &&
    new Set(sorted.map(row => group(row)).filter(Boolean)).size > 1;

  const active =
    (Object.keys(facets) as FleetFacet[]).filter(
      facet => query.facets[facet].length > 0,
    ).length + Number(bound !== undefined);

  return (
    <>
      <FilterPanel
        text={query.text}
        onText={text => onQuery({ text })}
        active={active}
        onClear={() =>
          onQuery({
            text: '',
            facets: defaultFleetQuery.facets,
            maxInputPrice: undefined,
            maxGpuHourPrice: undefined,
          })
        }
      >
        {filters}
      </FilterPanel>
      <div className={classes.result}>
        <Typography variant="body2" role="status">
          {t(`fleet.result.${kind}`, {
            count: rows.length,
            shown: sorted.length,
          })}
          {bound && filtered.withoutPrice > 0 && (
            <>
              {'. '}
              {t('fleet.result.withoutPrice', {
                count: filtered.withoutPrice,
                currency: bound.currency,
              })}
            </>
          )}
          {mixedCurrencies && ` ${t('fleet.result.currencies')}`}
        </Typography>
        <Button
          size="small"
          startIcon={<GetAppIcon />}
          disabled={sorted.length === 0}
          onClick={() =>
            saveFile({
              name: `${kind}-${dayOf(new Date())}.csv`,
              type: 'text/csv',
              text: toCsv({ columns: csvColumns, rows: sorted }),
            })
          }
        >
          {t('fleet.result.export')}
        </Button>
      </div>
      <Paper>
        {sorted.length === 0 ? (
          <Typography variant="body2" className={classes.none}>
            {t('fleet.result.none')}
          </Typography>
        ) : (
          <DataTable
            label={t(`fleet.${kind}.table`)}
            columns={columns}
            rows={shown}
            rowKey={row => row.ref}
            order={query.sort}
            onOrder={sort => onQuery({ sort })}
            stickyRowHeader
          />
        )}
        {sorted.length > PAGE_SIZES[0] && (
          <TablePagination
            component="nav"
            aria-label={t('fleet.result.pages')}
            count={sorted.length}
            page={page - 1}
            rowsPerPage={pageSize}
            rowsPerPageOptions={PAGE_SIZES}
            labelRowsPerPage={t('fleet.result.rowsPerPage')}
            labelDisplayedRows={({ from, to, count }) =>
              t('fleet.result.range', { from, to, total: count })
            }
            SelectProps={{
              native: true,
              inputProps: { 'aria-label': t('fleet.result.rowsPerPage') },
            }}
            backIconButtonText={t('fleet.result.previous')}
            nextIconButtonText={t('fleet.result.next')}
            onPageChange={(_event, next) => onQuery({ page: next + 1 })}
            onRowsPerPageChange={event => {
              setPageSize(Number(event.target.value));
              onQuery({ page: 1 });
            }}
          />
        )}
      </Paper>
    </>
  );
}
