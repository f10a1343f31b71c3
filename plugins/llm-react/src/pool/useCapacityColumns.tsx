import type { ReactNode } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { Unknown } from '../facts';
import { useFormats } from '../formats';
import type { DataColumn } from '../table';
import { useTerms } from '../terms';
import { llmTranslationRef } from '../translation';
import type { DeviceGroupCapacity } from './capacity';

function Second(props: { children: ReactNode }) {
  return (
    <Typography variant="caption" color="textSecondary" component="div">
      {props.children}
    </Typography>
  );
}

/** The columns of the table of device groups. */
export function useCapacityColumns(): DataColumn<DeviceGroupCapacity>[] {
  const { t } = useTranslationRef(llmTranslationRef);
  const terms = useTerms();
  const formats = useFormats();
  return [
    {
      id: 'devices',
      title: t('pool.capacity.devices'),
      rowHeader: true,
      cell: group => group.name,
    },
    {
      id: 'accelerator',
      title: t('pool.capacity.accelerator'),
      cell: ({ accelerator }) => (
        <>
          {accelerator.title ?? accelerator.id}
          <Second>
            {accelerator.memoryBytes === undefined ? (
              <Unknown>{t('pool.capacity.unknownAccelerator')}</Unknown>
            ) : (
              formats.bytes(accelerator.memoryBytes)
            )}
          </Second>
        </>
      ),
    },
    {
      id: 'gpus',
      title: t('pool.capacity.gpus'),
      numeric: true,
      cell: group => (
        <>
          {formats.number(group.gpus)}
          <Second>
            {t('pool.capacity.nodes', {
              count: group.nodes,
              perNode: group.perNode,
            })}
          </Second>
        </>
      ),
    },
    {
      id: 'sharing',
      title: t('pool.capacity.sharing'),
      cell: group => (
        <>
          {terms('sharing', group.sharing)}
          <Shares group={group} />
        </>
      ),
    },
    {
      id: 'allocation',
      title: t('pool.capacity.allocation'),
      cell: group => terms('allocation', group.allocation),
    },
    {
      id: 'interconnect',
      title: t('pool.capacity.interconnect'),
      cell: ({ interconnect }) =>
        interconnect ? (
          <>
            {terms('interconnect', interconnect.kind)}
            <Second>{terms('interconnectSpan', interconnect.span)}</Second>
          </>
        ) : (
          <Unknown>{t('pool.capacity.notStated')}</Unknown>
        ),
    },
    {
      id: 'nodeSelector',
      title: t('pool.capacity.nodeSelector'),
      cell: group =>
        group.nodeSelector.length > 0 ? (
          group.nodeSelector.map(label => (
            <div key={label}>
              <code>{label}</code>
            </div>
          ))
        ) : (
          <Unknown>{t('pool.capacity.notStated')}</Unknown>
        ),
    },
    {
      id: 'price',
      title: t('pool.capacity.price'),
      numeric: true,
      cell: group => <Price group={group} />,
    },
  ];
}

function Shares(props: { group: DeviceGroupCapacity }) {
  const { sharing, sharesPerGpu, partitions, units, unit } = props.group;
  const { t } = useTranslationRef(llmTranslationRef);
  const formats = useFormats();
  if (unit === 'gpu') {
    return null;
  }
  if (units === undefined) {
    return (
      <Second>
        <Unknown>
          {sharing === 'mig'
            ? t('pool.capacity.partitionsOpen')
            : t('pool.capacity.sharesOpen')}
        </Unknown>
      </Second>
    );
  }
  if (unit === 'share') {
    return (
      <Second>
        {t('pool.capacity.shares', {
          perGpu: sharesPerGpu ?? 1,
          total: units,
        })}
      </Second>
    );
  }
  return (
    <>
      {partitions.map(partition => (
        <Second key={partition.profile}>
          {t('pool.capacity.partitions', {
            perGpu: partition.perGpu,
            profile: partition.profile,
            total: partition.total,
          })}
          {' · '}
          {partition.memoryBytes === undefined ? (
            <Unknown>{t('pool.capacity.partitionUnknown')}</Unknown>
          ) : (
            t('pool.capacity.partitionMemory', {
              memory: formats.bytes(partition.memoryBytes),
            })
          )}
        </Second>
      ))}
    </>
  );
}

function Price(props: { group: DeviceGroupCapacity }) {
  const { price, nextPrice } = props.group;
  const { t } = useTranslationRef(llmTranslationRef);
  const formats = useFormats();
  return (
    <>
      {price ? (
        <>
          {formats.money(price.perGpuHour, price.currency)}
          <Second>
            {t('pool.capacity.priceSince', { day: formats.day(price.from) })}
          </Second>
        </>
      ) : (
        <Unknown>{t('pool.capacity.noPrice')}</Unknown>
      )}
      {nextPrice && (
        <Second>
          {t('pool.capacity.priceNext', {
            price: formats.money(nextPrice.perGpuHour, nextPrice.currency),
            day: formats.day(nextPrice.from),
          })}
        </Second>
      )}
    </>
  );
}
