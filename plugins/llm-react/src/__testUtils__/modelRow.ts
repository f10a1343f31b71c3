import type { ModelRow } from '../fleet/rowTypes';

/** A row of the fleet that states nothing but what a test is about. */
export function modelRow(row: Partial<ModelRow> & { ref: string }): ModelRow {
  return {
    title: row.ref,
    capabilities: [],
    places: [],
    regions: [],
    otherPrices: [],
    searchText: row.ref,
    ...row,
  };
}
