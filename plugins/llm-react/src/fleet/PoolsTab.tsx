import { useMemo } from 'react';
import { useTexts } from '../useTexts';
import { poolCsvColumns } from './csvColumns';
import { FacetFilters } from './FacetFilters';
import { poolFacets } from './filters';
import { FleetList } from './FleetList';
import { nameOfRef } from './nameOfRef';
import { PriceFilter } from './PriceFilter';
import type { FleetQuery } from './query';
import type { PoolRow } from './rowTypes';
import { poolSortKeys } from './sortKeys';
import { useBound } from './useBound';
import { usePoolColumns } from './usePoolColumns';

const gpuHourPrices = (row: PoolRow) => row.gpuHourPrices;

/** The pools of the fleet. */
export function PoolsTab(props: {
  rows: readonly PoolRow[];
  query: FleetQuery;
  onQuery: (change: Partial<FleetQuery>) => void;
}) {
  const { rows, query, onQuery } = props;
  const t = useTexts();
  const columns = usePoolColumns();
  const csvColumns = useMemo(() => poolCsvColumns(t), [t]);
  const { currencies, currency, bound } = useBound({
    rows,
    prices: gpuHourPrices,
    max: query.maxGpuHourPrice,
    currency: query.currency,
  });
  const words = useMemo(() => {
    const pools = new Map(rows.map(({ ref, title }) => [ref, title]));
    const accelerators = new Map(
      rows.flatMap(({ devices }) =>
        devices.map(group => [group.accelerator, group.acceleratorTitle]),
      ),
    );
    return {
      pool: (ref: string) => pools.get(ref) ?? nameOfRef(ref),
      accelerator: (id: string) => accelerators.get(id) ?? id,
    };
  }, [rows]);
  return (
    <FleetList
      kind="pools"
      rows={rows}
      query={query}
      onQuery={onQuery}
      facets={poolFacets}
      prices={gpuHourPrices}
      bound={bound}
      currency={currency}
      sortKeys={poolSortKeys}
      columns={columns}
      csvColumns={csvColumns}
      filters={
        <>
          <FacetFilters
            rows={rows}
            facets={poolFacets}
            query={query}
            onQuery={onQuery}
            words={words}
          />
          <PriceFilter
            label={t('fleet.filters.maxGpuHourPrice')}
            max={query.maxGpuHourPrice}
            currencies={currencies}
            currency={currency}
            onMax={maxGpuHourPrice => onQuery({ maxGpuHourPrice })}
            onCurrency={chosen => onQuery({ currency: chosen })}
          />
        </>
      }
    />
  );
}
