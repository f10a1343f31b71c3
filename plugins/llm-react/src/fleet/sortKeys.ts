import type { ModelRow, PoolRow, RowPrice } from './rowTypes';
import type { SortKey } from './sort';

function byPrice<Row>(read: (row: Row) => RowPrice | undefined): SortKey<Row> {
  return {
    value: row => read(row)?.amount,
    group: row => read(row)?.currency,
  };
}

/** Text, or nothing where the list is empty: an empty text would go first. */
function joined(values: readonly string[]): string | undefined {
  return values.length > 0 ? values.join(', ') : undefined;
}

/**
 * How the columns of the models order them, by column id.
 *
 * @public
 */
export const modelSortKeys = {
  title: { value: row => row.title },
  task: { value: row => row.task },
  parameters: { value: row => row.parameters },
  context: { value: row => row.contextLength },
  lifecycle: { value: row => row.lifecycle },
  owner: { value: row => row.owner },
  version: { value: row => row.newestVersion },
  runsOn: {
    value: row => joined(row.places.map(place => place.title ?? place.ref)),
  },
  inputPrice: byPrice(row => row.inputPrice),
  outputPrice: byPrice(row => row.outputPrice),
  tokens: { value: row => row.usage?.tokens },
  cost: byPrice(row => row.usage?.cost[0]),
  ttft: { value: row => row.ttftP95 },
  availability: { value: row => row.availability },
  consumers: { value: row => row.consumers },
} satisfies Record<string, SortKey<ModelRow>>;

/**
 * How the columns of the pools order them, by column id.
 *
 * @public
 */
export const poolSortKeys = {
  title: { value: row => row.title },
  devices: {
    value: row =>
      joined(
        row.devices.map(group => group.acceleratorTitle ?? group.accelerator),
      ),
  },
  gpus: { value: row => row.gpus },
  region: { value: row => row.region },
  lifecycle: { value: row => row.lifecycle },
  owner: { value: row => row.owner },
  models: { value: row => row.models },
  price: byPrice(row => row.gpuHourPrices[0]),
} satisfies Record<string, SortKey<PoolRow>>;
