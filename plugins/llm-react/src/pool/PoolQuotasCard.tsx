import Box from '@material-ui/core/Box';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Unknown } from '../facts';
import { useFormats } from '../formats';
import { LlmCard, noData, ready } from '../frame';
import { EntityLink } from '../links';
import { DataTable } from '../table';
import { useTexts } from '../useTexts';
import { quotasOf, type DeviceGroupQuotas } from './quotas';
import { usePool } from './usePool';

const useStyles = makeStyles(
  theme => ({
    over: { color: theme.palette.error.main },
  }),
  { name: 'LlmPoolQuotas' },
);

/**
 * How many units of each device group the groups of the organisation may hold,
 * as declared, against what the devices add up to.
 *
 * @public
 */
export function PoolQuotasCard() {
  const t = useTexts();
  const pool = usePool();
  const entity = pool.status === 'ready' ? pool.value : undefined;
  const namespace = entity?.metadata.namespace;
  const queue = entity?.spec.queue;
  let state;
  if (pool.status === 'ready') {
    const quotas = quotasOf(pool.value.spec);
    state = quotas.some(quota => quota.shares.length > 0)
      ? ready(quotas)
      : noData({ reason: t('pool.quotas.none') });
  } else {
    state = pool;
  }
  return (
    <LlmCard
      title={t('pool.quotas.title')}
      subheader={t('pool.quotas.subheader')}
      state={state}
      noPadding
    >
      {quotas => (
        <>
          {queue && (
            <Box px={2} pb={2}>
              <Typography variant="body2">
                {t('pool.quotas.queue', { queue })}
              </Typography>
            </Box>
          )}
          {quotas.map(quota => (
            <Quotas key={quota.devices} quota={quota} namespace={namespace} />
          ))}
        </>
      )}
    </LlmCard>
  );
}

function Quotas(props: { quota: DeviceGroupQuotas; namespace?: string }) {
  const { quota, namespace } = props;
  const t = useTexts();
  const formats = useFormats();
  const unit = `pool.unit.${quota.unit}` as const;
  return (
    <Box pb={2}>
      <Box px={2} pb={1}>
        <Typography variant="subtitle2" component="h3">
          {quota.devices}
        </Typography>
        <Sum quota={quota} />
      </Box>
      {quota.shares.length > 0 && (
        <DataTable
          label={t('pool.quotas.table', { devices: quota.devices })}
          rows={quota.shares}
          rowKey={share => share.group}
          columns={[
            {
              id: 'group',
              title: t('pool.quotas.group'),
              rowHeader: true,
              cell: share => (
                <EntityLink
                  entityRef={share.group}
                  defaultKind="Group"
                  defaultNamespace={namespace}
                />
              ),
            },
            {
              id: 'limit',
              title: t('pool.quotas.limit'),
              numeric: true,
              cell: share => t(unit, { count: share.limit }),
            },
            {
              id: 'borrowable',
              title: t('pool.quotas.borrowable'),
              numeric: true,
              cell: share =>
                share.borrowable
                  ? t(unit, { count: share.borrowable })
                  : t('pool.quotas.noBorrowing'),
            },
            {
              id: 'share',
              title: t('pool.quotas.share'),
              numeric: true,
              cell: share =>
                share.ratio === undefined ? (
                  <Unknown>{t('pool.quotas.shareOpen')}</Unknown>
                ) : (
                  // A third of the devices is 33.3 %; more digits say nothing.
                  formats.percent(Number(share.ratio.toFixed(3)))
                ),
            },
          ]}
        />
      )}
    </Box>
  );
}

function Sum(props: { quota: DeviceGroupQuotas }) {
  const { known, unit, units, shares, limits, unassigned } = props.quota;
  const t = useTexts();
  const classes = useStyles();
  const count = (value: number) => t(`pool.unit.${unit}`, { count: value });
  if (!known) {
    return (
      <Typography variant="body2" className={classes.over}>
        {t('pool.quotas.unknownDevices')}
      </Typography>
    );
  }
  if (shares.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary">
        {t('pool.quotas.without')}
      </Typography>
    );
  }
  if (units === undefined || unassigned === undefined) {
    return (
      <Typography variant="body2" color="textSecondary">
        {t('pool.quotas.sumOpen')}
      </Typography>
    );
  }
  const sum = t('pool.quotas.sum', { limits, units: count(units) });
  if (unassigned < 0) {
    return (
      <Typography variant="body2" className={classes.over}>
        {sum} {t('pool.quotas.over', { units: count(-unassigned) })}
      </Typography>
    );
  }
  return (
    <Typography variant="body2" color="textSecondary">
      {sum}{' '}
      {unassigned === 0
        ? t('pool.quotas.full')
        : t('pool.quotas.left', { units: count(unassigned) })}
    </Typography>
  );
}
