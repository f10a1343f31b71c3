import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  totalGpus,
  type GpuPoolEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import Box from '@material-ui/core/Box';
import { titleOf } from '../catalog';
import { DriftNotes } from '../drift/DriftNotes';
import { useDrift } from '../drift/useDrift';
import { Facts, Unknown, type Fact } from '../facts';
import { useFormats } from '../formats';
import { LlmCard } from '../frame';
import { DataTable } from '../table';
import { useTerms } from '../terms';
import { useTexts } from '../useTexts';
import { describePool, type DescribedDeviceGroup } from './capacity';
import { PoolPrices } from './PoolPrices';
import { useCapacityColumns } from './useCapacityColumns';
import { usePool } from './usePool';

/**
 * What a pool holds, device group by device group, as its entity declares it.
 *
 * @public
 */
export function PoolCapacityCard() {
  const t = useTexts();
  const state = usePool();
  return (
    <LlmCard
      title={t('pool.capacity.title')}
      subheader={t('pool.capacity.subheader')}
      state={state}
      noPadding
    >
      {pool => <PoolCapacity pool={pool} />}
    </LlmCard>
  );
}

function PoolCapacity(props: { pool: GpuPoolEntityV1alpha1 }) {
  const { pool } = props;
  const t = useTexts();
  const columns = useCapacityColumns();
  const groups = describePool({ pool, now: new Date() });
  // Nothing is rendered for what Slurm hands out.
  const drift = useDrift(
    pool.spec.type === 'kubernetes' ? stringifyEntityRef(pool) : undefined,
    'pool',
  );
  return (
    <>
      {/* It begins where the first column of the table does. */}
      <Box px={1.5}>
        <DriftNotes state={drift} />
      </Box>
      <Box px={2} pb={2}>
        <Facts facts={usePoolFacts(pool, groups)} />
      </Box>
      <DataTable
        label={t('pool.capacity.table', {
          pool: titleOf(pool),
        })}
        columns={columns}
        rows={groups}
        rowKey={group => group.name}
      />
    </>
  );
}

function usePoolFacts(
  pool: GpuPoolEntityV1alpha1,
  groups: readonly DescribedDeviceGroup[],
): Fact[] {
  const t = useTexts();
  const terms = useTerms();
  const formats = useFormats();
  const { type, cluster, partition, region, allowedDataClasses } = pool.spec;
  const slurm = type === 'slurm';
  const facts: Fact[] = [
    {
      name: t('pool.capacity.total'),
      value: t('pool.unit.gpu', { count: totalGpus(pool) }),
    },
    {
      name: t('pool.capacity.price'),
      value: <PoolPrices groups={groups} />,
    },
    { name: t('pool.capacity.type'), value: terms('poolType', type) },
    {
      name: slurm ? t('pool.capacity.controller') : t('pool.capacity.cluster'),
      value: cluster,
    },
  ];
  if (slurm) {
    facts.push({
      name: t('pool.capacity.partition'),
      value: partition ?? <Unknown>{t('pool.capacity.notStated')}</Unknown>,
    });
  }
  facts.push(
    {
      name: t('pool.capacity.region'),
      value: region ?? <Unknown>{t('pool.capacity.notStated')}</Unknown>,
    },
    {
      name: t('pool.capacity.dataClasses'),
      value: allowedDataClasses?.length ? (
        formats.list(allowedDataClasses)
      ) : (
        <Unknown>{t('pool.capacity.noDataClasses')}</Unknown>
      ),
    },
  );
  return facts;
}
