import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { titleOf } from '../catalog';
import { Unknown } from '../facts';
import { useWords } from '../model/about/words';
import { DataTable } from '../table';
import type { OwnedPool } from './owned';

/** The pools of a group. */
export function OwnedPoolsTable(props: {
  rows: readonly OwnedPool[];
  group: string;
}) {
  const { rows, group } = props;
  const { t, formats } = useWords();
  return (
    <DataTable
      label={t('group.models.poolsTable', { group })}
      rows={rows}
      rowKey={({ ref }) => ref}
      columns={[
        {
          id: 'pool',
          title: t('group.models.pool'),
          rowHeader: true,
          cell: ({ ref, pool }) => (
            <EntityRefLink entityRef={ref} title={titleOf(pool)} />
          ),
        },
        {
          id: 'gpus',
          title: t('group.models.gpus'),
          numeric: true,
          cell: ({ gpus }) => formats.number(gpus),
        },
        {
          id: 'models',
          title: t('group.models.hosted'),
          numeric: true,
          cell: ({ models }) =>
            models === undefined ? (
              <Unknown>{t('group.models.notKnown')}</Unknown>
            ) : (
              formats.number(models)
            ),
        },
      ]}
    />
  );
}
