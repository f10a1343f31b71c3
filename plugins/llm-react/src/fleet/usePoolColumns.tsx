import { useMemo } from 'react';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Unknown } from '../facts';
import { useFormats } from '../formats';
import { EntityLink } from '../links';
import { SecondLine, type DataColumn } from '../table';
import { useTerms } from '../terms';
import { useTexts } from '../useTexts';
import type { PoolRow } from './rowTypes';

/** The columns of the table of pools. */
export function usePoolColumns(): DataColumn<PoolRow>[] {
  const t = useTexts();
  const terms = useTerms();
  const formats = useFormats();
  return useMemo(() => {
    const notStated = <Unknown>{t('fleet.pools.notStated')}</Unknown>;

    return [
      {
        id: 'title',
        title: t('fleet.pools.pool'),
        rowHeader: true,
        sortable: true,
        cell: row => (
          <>
            <EntityRefLink entityRef={row.ref} title={row.title} />
            {row.type && <SecondLine>{terms('poolType', row.type)}</SecondLine>}
          </>
        ),
      },
      {
        id: 'devices',
        title: t('fleet.pools.devices'),
        minWidth: 250,
        sortable: true,
        cell: row =>
          row.devices.map(group => (
            <div key={group.name}>
              {t('fleet.pools.groupGpus', {
                gpus: group.gpus,
                accelerator: group.acceleratorTitle ?? group.accelerator,
              })}
              <SecondLine>
                {terms('sharing', group.sharing)} ·{' '}
                {terms('allocation', group.allocation)}
                {!group.acceleratorTitle && (
                  <>
                    {' · '}
                    <Unknown>{t('fleet.pools.unknownAccelerator')}</Unknown>
                  </>
                )}
              </SecondLine>
            </div>
          )),
      },
      {
        id: 'gpus',
        title: t('fleet.pools.gpus'),
        numeric: true,
        sortable: true,
        cell: row => formats.number(row.gpus),
      },
      {
        id: 'region',
        title: t('fleet.pools.region'),
        minWidth: 90,
        sortable: true,
        cell: row => row.region ?? notStated,
      },
      {
        id: 'dataClasses',
        title: t('fleet.pools.dataClasses'),
        cell: row =>
          row.allowedDataClasses.length > 0
            ? row.allowedDataClasses.join(', ')
            : notStated,
      },
      {
        id: 'lifecycle',
        title: t('fleet.pools.lifecycle'),
        sortable: true,
        cell: row =>
          row.lifecycle ? terms('lifecycle', row.lifecycle) : notStated,
      },
      {
        id: 'owner',
        title: t('fleet.pools.owner'),
        sortable: true,
        cell: row =>
          row.owner ? <EntityLink entityRef={row.owner} hideIcon /> : notStated,
      },
      {
        id: 'models',
        title: t('fleet.pools.models'),
        numeric: true,
        sortable: true,
        cell: row =>
          row.models === undefined ? (
            <Unknown>{t('fleet.models.consumersUnknown')}</Unknown>
          ) : (
            formats.number(row.models)
          ),
      },
      {
        id: 'price',
        title: t('fleet.pools.price'),
        unit: t('fleet.pools.perGpuHour'),
        numeric: true,
        sortable: true,
        cell: row =>
          row.gpuHourPrices.length === 0
            ? notStated
            : row.gpuHourPrices.map(price => (
                <div key={`${price.currency} ${price.amount}`}>
                  {formats.money(price.amount, price.currency)}
                </div>
              )),
      },
      {
        id: 'quotas',
        title: t('fleet.pools.quotas'),
        numeric: true,
        cell: row =>
          row.quotas.length === 0
            ? t('fleet.pools.noQuotas')
            : row.quotas.map(({ unit, limits }) => (
                <div key={unit}>
                  {t(`pool.unit.${unit}`, { count: limits })}
                </div>
              )),
      },
    ];
  }, [t, terms, formats]);
}
