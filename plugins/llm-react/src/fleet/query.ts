/**
 * The tabs of the fleet page.
 *
 * @public
 */
export type FleetTab = 'models' | 'pools' | 'changes' | 'sources';

/**
 * The filters that hold a set of values. An empty list filters nothing.
 *
 * @public
 */
export type FleetFacet =
  | 'task'
  | 'capability'
  | 'owner'
  | 'lifecycle'
  | 'pool'
  | 'region'
  | 'accelerator';

/**
 * All facets, in the order in which they stand on the page.
 *
 * @public
 */
export const fleetFacets: readonly FleetFacet[] = [
  'task',
  'capability',
  'owner',
  'lifecycle',
  'pool',
  'region',
  'accelerator',
];

/**
 * The order of a table.
 *
 * @public
 */
export interface FleetSort {
  /** Id of a column; an id that the table does not know sorts nothing. */
  readonly column: string;
  readonly direction: 'asc' | 'desc';
}

/**
 * Everything a person chose on the fleet page. It lives in the address, so
 * that a comparison can be bookmarked and sent to a colleague.
 *
 * @public
 */
export interface FleetQuery {
  readonly tab: FleetTab;
  /** Words that a row must contain, each of them. */
  readonly text: string;
  readonly facets: Readonly<Record<FleetFacet, readonly string[]>>;
  /** Upper bound of the price per million input tokens, in `currency`. */
  readonly maxInputPrice?: number;
  /** Upper bound of the price per GPU-hour, in `currency`. */
  readonly maxGpuHourPrice?: number;
  /** ISO 4217 code; prices in other currencies are never compared with it. */
  readonly currency?: string;
  readonly sort?: FleetSort;
  /** Page of the table, from 1. */
  readonly page: number;
  /** Id of the change that is open, on the tab of changes. */
  readonly change?: string;
}

const noFacets: FleetQuery['facets'] = {
  task: [],
  capability: [],
  owner: [],
  lifecycle: [],
  pool: [],
  region: [],
  accelerator: [],
};

/**
 * The page as it opens without any choice.
 *
 * @public
 */
export const defaultFleetQuery: FleetQuery = {
  tab: 'models',
  text: '',
  facets: noFacets,
  page: 1,
};

function readTab(value: string | null): FleetTab {
  return value === 'pools' || value === 'changes' || value === 'sources'
    ? value
    : 'models';
}

function readBound(value: string | null): number | undefined {
  if (value === null || value.trim() === '') {
    return undefined;
  }
  const bound = Number(value);
  return Number.isFinite(bound) && bound >= 0 ? bound : undefined;
}

function readSort(value: string | null): FleetSort | undefined {
  if (!value) {
    return undefined;
  }
  return value.startsWith('-')
    ? { column: value.slice(1), direction: 'desc' }
    : { column: value, direction: 'asc' };
}

function readPage(value: string | null): number {
  const page = Number(value);
  return Number.isInteger(page) && page > 1 ? page : 1;
}

/** Only an id that a change can have: it becomes a part of other addresses. */
function readChange(value: string | null): string | undefined {
  return value && /^[a-z0-9][a-z0-9._-]{0,99}$/.test(value) ? value : undefined;
}

/**
 * Reads the address. Values that make no sense count as not chosen, since an
 * address is typed and pasted by people.
 *
 * @public
 */
export function parseFleetQuery(params: URLSearchParams): FleetQuery {
  const facets: Record<FleetFacet, readonly string[]> = { ...noFacets };
  for (const facet of fleetFacets) {
    facets[facet] = [...new Set(params.getAll(facet).filter(Boolean))];
  }
  const currency = params.get('currency')?.toUpperCase();
  return {
    tab: readTab(params.get('tab')),
    text: params.get('q') ?? '',
    facets,
    maxInputPrice: readBound(params.get('maxInputPrice')),
    maxGpuHourPrice: readBound(params.get('maxGpuHourPrice')),
    currency: currency && /^[A-Z]{3}$/.test(currency) ? currency : undefined,
    sort: readSort(params.get('sort')),
    page: readPage(params.get('page')),
    change: readChange(params.get('change')),
  };
}

/**
 * Writes the choices as an address. Only what differs from the default is
 * written; parameters of others (`base`) stay.
 *
 * @public
 */
export function writeFleetQuery(
  query: FleetQuery,
  base: URLSearchParams = new URLSearchParams(),
): URLSearchParams {
  const params = new URLSearchParams(base);
  const set = (name: string, value: string | undefined) =>
    value ? params.set(name, value) : params.delete(name);

  set('tab', query.tab === 'models' ? undefined : query.tab);
  set('q', query.text);
  for (const facet of fleetFacets) {
    params.delete(facet);
    query.facets[facet].forEach(value => params.append(facet, value));
  }
  set('maxInputPrice', query.maxInputPrice?.toString());
  set('maxGpuHourPrice', query.maxGpuHourPrice?.toString());
  set('currency', query.currency);
  set(
    'sort',
    query.sort &&
      `${query.sort.direction === 'desc' ? '-' : ''}${query.sort.column}`,
  );
  set('page', query.page > 1 ? String(query.page) : undefined);
  set('change', query.change);
  return params;
}
