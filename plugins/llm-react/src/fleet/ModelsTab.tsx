import { useMemo } from 'react';
import type { CardState } from '../frame';
import { useTexts } from '../useTexts';
import { modelCsvColumns } from './csvColumns';
import { FacetFilters } from './FacetFilters';
import { modelFacets } from './filters';
import { FleetList } from './FleetList';
import { nameOfRef } from './nameOfRef';
import { PriceFilter } from './PriceFilter';
import type { FleetQuery } from './query';
import type { ModelRow } from './rowTypes';
import { modelSortKeys } from './sortKeys';
import { useBound } from './useBound';
import { useFleetUsage, type FleetUsage } from './useFleetUsage';
import { useModelColumns } from './useModelColumns';

const inputPrices = (row: ModelRow) => (row.inputPrice ? [row.inputPrice] : []);

/** Rows with what was used of them, once that is known. */
function withUsage(
  rows: readonly ModelRow[],
  usage: CardState<FleetUsage>,
): readonly ModelRow[] {
  return usage.status === 'ready'
    ? rows.map(row => ({ ...row, usage: usage.value.get(row.ref) }))
    : rows;
}

/** The models of the fleet. */
export function ModelsTab(props: {
  rows: readonly ModelRow[];
  query: FleetQuery;
  onQuery: (change: Partial<FleetQuery>) => void;
}) {
  const { rows, query, onQuery } = props;
  const t = useTexts();
  const usage = useFleetUsage();
  const columns = useModelColumns(usage);
  const used = useMemo(() => withUsage(rows, usage), [rows, usage]);
  const csvColumns = useMemo(() => modelCsvColumns(t), [t]);
  const { currencies, currency, bound } = useBound({
    rows,
    prices: inputPrices,
    max: query.maxInputPrice,
    currency: query.currency,
  });
  const titles = useMemo(
    () =>
      new Map(
        rows.flatMap(({ places }) =>
          places.map(({ ref, title }) => [ref, title] as const),
        ),
      ),
    [rows],
  );
  return (
    <FleetList
      kind="models"
      rows={used}
      query={query}
      onQuery={onQuery}
      facets={modelFacets}
      prices={inputPrices}
      bound={bound}
      currency={currency}
      sortKeys={modelSortKeys}
      columns={columns}
      csvColumns={csvColumns}
      filters={
        <>
          <FacetFilters
            rows={rows}
            facets={modelFacets}
            query={query}
            onQuery={onQuery}
            words={{ pool: ref => titles.get(ref) ?? nameOfRef(ref) }}
            labels={{ pool: t('fleet.filters.place') }}
          />
          <PriceFilter
            label={t('fleet.filters.maxInputPrice')}
            max={query.maxInputPrice}
            currencies={currencies}
            currency={currency}
            onMax={maxInputPrice => onQuery({ maxInputPrice })}
            onCurrency={chosen => onQuery({ currency: chosen })}
          />
        </>
      }
    />
  );
}
