import type { Texts } from '../useTexts';
import type { CsvColumn } from './csv';
import { otherPriceKeys } from './modelPrices';
import type { ModelRow, PoolRow } from './rowTypes';

const join = (values: readonly (string | undefined)[]): string | undefined =>
  [...new Set(values)].filter(Boolean).join('; ') || undefined;

/**
 * The export of the models: raw figures with their units in the header, refs
 * rather than titles, one column per currency's name and one per unit that is
 * sold. A cell stays empty where a figure is not stated or does not apply.
 *
 * @public
 */
export function modelCsvColumns(t: Texts): CsvColumn<ModelRow>[] {
  return [
    { header: t('fleet.csv.model'), value: row => row.title },
    { header: t('fleet.csv.entityRef'), value: row => row.ref },
    { header: t('fleet.csv.task'), value: row => row.task },
    {
      header: t('fleet.csv.capabilities'),
      value: row => join(row.capabilities),
    },
    { header: t('fleet.csv.parameters'), value: row => row.parameters },
    {
      header: t('fleet.csv.activeParameters'),
      value: row => row.activeParameters ?? row.parameters,
    },
    { header: t('fleet.csv.contextLength'), value: row => row.contextLength },
    { header: t('fleet.csv.lifecycle'), value: row => row.lifecycle },
    { header: t('fleet.csv.owner'), value: row => row.owner },
    { header: t('fleet.csv.newestVersion'), value: row => row.newestVersion },
    {
      header: t('fleet.csv.runsOn'),
      value: row => join(row.places.map(place => place.ref)),
    },
    { header: t('fleet.csv.regions'), value: row => join(row.regions) },
    {
      header: t('fleet.csv.currency'),
      value: row =>
        [row.inputPrice, row.outputPrice, ...row.otherPrices].find(Boolean)
          ?.currency,
    },
    { header: t('fleet.csv.inputPrice'), value: row => row.inputPrice?.amount },
    {
      header: t('fleet.csv.outputPrice'),
      value: row => row.outputPrice?.amount,
    },
    ...otherPriceKeys.map(
      (unit): CsvColumn<ModelRow> => ({
        header: t(`fleet.csv.${unit}`),
        value: row =>
          row.otherPrices.find(price => price.unit === unit)?.amount,
      }),
    ),
    { header: t('fleet.csv.ttftP95'), value: row => row.ttftP95 },
    {
      header: t('fleet.csv.availability'),
      // 0.999 times 100 is 99.9 only after rounding.
      value: row =>
        row.availability && Number((row.availability * 100).toPrecision(12)),
    },
    { header: t('fleet.csv.consumers'), value: row => row.consumers },
    { header: t('fleet.csv.usedTokens'), value: row => row.usage?.tokens },
    {
      header: t('fleet.csv.usedCost'),
      // Several currencies have no sum.
      value: row =>
        row.usage?.cost.length === 1 ? row.usage.cost[0].amount : undefined,
    },
    {
      header: t('fleet.csv.usedCurrency'),
      value: row => join(row.usage?.cost.map(cost => cost.currency) ?? []),
    },
  ];
}

/**
 * The export of the pools.
 *
 * @public
 */
export function poolCsvColumns(t: Texts): CsvColumn<PoolRow>[] {
  const amounts = (row: PoolRow) =>
    row.gpuHourPrices
      // Several currencies have no lowest price.
      .filter((_, __, all) =>
        all.every(one => one.currency === all[0].currency),
      )
      .map(price => price.amount);
  const limits = (row: PoolRow, unit: string) =>
    row.quotas.find(quota => quota.unit === unit)?.limits;
  return [
    { header: t('fleet.csv.pool'), value: row => row.title },
    { header: t('fleet.csv.entityRef'), value: row => row.ref },
    { header: t('fleet.csv.scheduler'), value: row => row.type },
    {
      header: t('fleet.csv.accelerators'),
      value: row => join(row.devices.map(group => group.accelerator)),
    },
    { header: t('fleet.csv.gpus'), value: row => row.gpus },
    {
      header: t('fleet.csv.allocation'),
      value: row => join(row.devices.map(group => group.allocation)),
    },
    {
      header: t('fleet.csv.sharing'),
      value: row => join(row.devices.map(group => group.sharing)),
    },
    { header: t('fleet.csv.region'), value: row => row.region },
    {
      header: t('fleet.csv.dataClasses'),
      value: row => join(row.allowedDataClasses),
    },
    { header: t('fleet.csv.lifecycle'), value: row => row.lifecycle },
    { header: t('fleet.csv.owner'), value: row => row.owner },
    { header: t('fleet.csv.models'), value: row => row.models },
    {
      header: t('fleet.csv.currency'),
      value: row => join(row.gpuHourPrices.map(price => price.currency)),
    },
    {
      header: t('fleet.csv.minGpuHourPrice'),
      value: row => amounts(row).at(0),
    },
    {
      header: t('fleet.csv.maxGpuHourPrice'),
      value: row => amounts(row).at(-1),
    },
    { header: t('fleet.csv.quotaGpus'), value: row => limits(row, 'gpu') },
    {
      header: t('fleet.csv.quotaPartitions'),
      value: row => limits(row, 'partition'),
    },
    { header: t('fleet.csv.quotaShares'), value: row => limits(row, 'share') },
  ];
}
