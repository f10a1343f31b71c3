import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { Unknown } from '../facts';
import { useFormats } from '../formats';
import { SecondLine, type DataColumn } from '../table';
import { useTerms } from '../terms';
import { useTexts } from '../useTexts';
import type { DescribedDeviceGroup } from './capacity';

const useStyles = makeStyles(
  { label: { overflowWrap: 'anywhere' } },
  { name: 'LlmCapacityColumns' },
);

/** The columns of the table of device groups. */
export function useCapacityColumns(): DataColumn<DescribedDeviceGroup>[] {
  const t = useTexts();
  const terms = useTerms();
  const formats = useFormats();
  const classes = useStyles();
  return useMemo(
    () => [
      {
        id: 'devices',
        title: t('pool.capacity.devices'),
        rowHeader: true,
        cell: group => group.name,
      },
      {
        id: 'accelerator',
        title: t('pool.capacity.accelerator'),
        minWidth: 170,
        cell: ({ accelerator, interconnect }) => (
          <>
            {accelerator.title ?? accelerator.id}
            <SecondLine>
              {accelerator.memoryBytes === undefined ? (
                <Unknown>{t('pool.capacity.unknownAccelerator')}</Unknown>
              ) : (
                formats.bytes(accelerator.memoryBytes)
              )}
            </SecondLine>
            <SecondLine>
              {interconnect ? (
                <>
                  {terms('interconnect', interconnect.kind)}{' '}
                  {terms('interconnectSpan', interconnect.span)}
                </>
              ) : (
                <Unknown>{t('pool.capacity.noInterconnect')}</Unknown>
              )}
            </SecondLine>
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
            <SecondLine>
              {t('pool.capacity.nodes', {
                count: group.nodes,
                perNode: group.perNode,
              })}
            </SecondLine>
          </>
        ),
      },
      {
        id: 'sharing',
        title: t('pool.capacity.sharing'),
        minWidth: 190,
        cell: group => (
          <>
            {terms('sharing', group.sharing)}
            <Shares group={group} />
            <SecondLine>{terms('allocation', group.allocation)}</SecondLine>
          </>
        ),
      },
      {
        id: 'nodeSelector',
        title: t('pool.capacity.nodeSelector'),
        minWidth: 150,
        cell: group =>
          group.nodeSelector.length > 0 ? (
            group.nodeSelector.map(label => (
              <div key={label} className={classes.label}>
                <code>{label}</code>
              </div>
            ))
          ) : (
            <Unknown>{t('pool.capacity.notStated')}</Unknown>
          ),
      },
    ],
    [t, terms, formats, classes],
  );
}

/** What of a GPU is handed out, where that is not the whole. */
function Shares(props: { group: DescribedDeviceGroup }) {
  const { sharesPerGpu, partitions, units, unit } = props.group;
  const t = useTexts();
  const formats = useFormats();
  if (unit === 'gpu') {
    return null;
  }
  if (units === undefined) {
    return (
      <SecondLine>
        <Unknown>
          {unit === 'partition'
            ? t('pool.capacity.partitionsOpen')
            : t('pool.capacity.sharesOpen')}
        </Unknown>
      </SecondLine>
    );
  }
  if (unit === 'share') {
    return (
      <SecondLine>
        {t('pool.capacity.shares', {
          perGpu: sharesPerGpu ?? 1,
          total: units,
        })}
      </SecondLine>
    );
  }
  return (
    <>
      {partitions.map(partition => (
        <SecondLine key={partition.profile}>
          {t('pool.capacity.partitions', {
            perGpu: partition.perDevice,
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
        </SecondLine>
      ))}
    </>
  );
}
