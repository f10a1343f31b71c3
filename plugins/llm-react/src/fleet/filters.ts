import type { FleetFacet, FleetQuery } from './query';
import type { FleetRow, ModelRow, PoolRow, RowPrice } from './rowTypes';

/**
 * What a facet reads from a row. A facet without a reader does not apply to
 * that kind of row.
 *
 * @public
 */
export type FacetReaders<Row> = {
  readonly [Facet in FleetFacet]?: (row: Row) => readonly string[];
};

const one = (value: string | undefined): readonly string[] =>
  value === undefined ? [] : [value];

/**
 * The facets of the models.
 *
 * @public
 */
export const modelFacets: FacetReaders<ModelRow> = {
  task: row => one(row.task),
  capability: row => row.capabilities,
  owner: row => one(row.owner),
  lifecycle: row => one(row.lifecycle),
  pool: row =>
    row.places.filter(place => place.kind !== 'base').map(place => place.ref),
  region: row => row.regions,
};

/**
 * The facets of the pools.
 *
 * @public
 */
export const poolFacets: FacetReaders<PoolRow> = {
  owner: row => one(row.owner),
  lifecycle: row => one(row.lifecycle),
  pool: row => [row.ref],
  region: row => one(row.region),
  accelerator: row => row.devices.map(group => group.accelerator),
};

/**
 * Reads the prices of a row that a bound is compared with. A row with several
 * passes when one of them does.
 *
 * @public
 */
export type PriceReader<Row> = (row: Row) => readonly RowPrice[];

/**
 * An upper bound of a price.
 *
 * @public
 */
export interface PriceBound {
  readonly max: number;
  /** ISO 4217 code. */
  readonly currency: string;
}

/**
 * Rows that passed, and those that the price bound could say nothing about.
 *
 * @public
 */
export interface FilteredRows<Row> {
  readonly rows: Row[];
  /**
   * Rows that passed everything else, but state no price in the bound's
   * currency: they are neither cheap nor dear.
   */
  readonly withoutPrice: number;
}

// Somebody who asks for tool calling and vision needs both; somebody who asks
// for two regions is content with either.
const facetsThatNeedAll: readonly FleetFacet[] = ['capability'];

function matchesFacet(options: {
  facet: FleetFacet;
  chosen: readonly string[];
  values: readonly string[];
}): boolean {
  const { facet, chosen, values } = options;
  return facetsThatNeedAll.includes(facet)
    ? chosen.every(value => values.includes(value))
    : chosen.some(value => values.includes(value));
}

function searchWords(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

/**
 * Keeps the rows that match the words, every chosen facet and the price bound.
 *
 * Within a facet any chosen value is enough, except for capabilities, of which
 * all are needed. A price in another currency never matches a bound, since
 * there is no rate that would hold.
 *
 * @public
 */
export function filterRows<Row extends FleetRow>(options: {
  rows: readonly Row[];
  query: Pick<FleetQuery, 'text' | 'facets'>;
  facets: FacetReaders<Row>;
  prices: PriceReader<Row>;
  bound?: PriceBound;
}): FilteredRows<Row> {
  const { rows, query, facets, prices, bound } = options;
  const words = searchWords(query.text);
  const chosenFacets = (Object.keys(facets) as FleetFacet[]).filter(
    facet => query.facets[facet].length > 0,
  );
  let withoutPrice = 0;
  const matching = rows.filter(row => {
    if (!words.every(word => row.searchText.includes(word))) {
      return false;
    }
    for (const facet of chosenFacets) {
      const values = facets[facet]?.(row) ?? [];
      if (!matchesFacet({ facet, chosen: query.facets[facet], values })) {
        return false;
      }
    }
    if (!bound) {
      return true;
    }
    const comparable = prices(row).filter(
      price => price.currency === bound.currency,
    );
    if (comparable.length === 0) {
      withoutPrice += 1;
      return false;
    }
    return comparable.some(price => price.amount <= bound.max);
  });
  return { rows: matching, withoutPrice };
}

/**
 * The values that a facet can be set to: those of the rows, and those that are
 * chosen already, so that a choice can always be taken back.
 *
 * @public
 */
export function facetOptions<Row>(options: {
  rows: readonly Row[];
  read: (row: Row) => readonly string[];
  chosen: readonly string[];
}): string[] {
  const { rows, read, chosen } = options;
  const values = new Set(chosen);
  rows.forEach(row => read(row).forEach(value => values.add(value)));
  return [...values].sort((left, right) => left.localeCompare(right));
}

/**
 * The currencies that rows state prices in, the most frequent first.
 *
 * @public
 */
export function currenciesOf<Row>(
  rows: readonly Row[],
  prices: PriceReader<Row>,
): string[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const { currency } of prices(row)) {
      counts.set(currency, (counts.get(currency) ?? 0) + 1);
    }
  }
  return [...counts]
    .sort(
      ([leftCode, left], [rightCode, right]) =>
        right - left || leftCode.localeCompare(rightCode),
    )
    .map(([currency]) => currency);
}
