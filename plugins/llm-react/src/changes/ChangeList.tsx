import { useMemo } from 'react';
import { Link } from '@backstage/core-components';
import type { LlmChangeSummary } from '@modelyard/plugin-llm-common';
import { LlmCard, type CardState } from '../frame';
import { DataTable, type DataColumn } from '../table';
import { useTexts } from '../useTexts';
import { Author } from './Author';
import { Moment } from './Moment';

/** The changes that wait for a review, newest first. */
export function ChangeList(props: {
  state: CardState<LlmChangeSummary[]>;
  /** Where a change is shown. */
  pathOf: (id: string) => string;
}) {
  const { state, pathOf } = props;
  const t = useTexts();
  const columns = useMemo<DataColumn<LlmChangeSummary>[]>(
    () => [
      {
        id: 'title',
        title: t('changes.list.title'),
        rowHeader: true,
        cell: ({ id, title }) => <Link to={pathOf(id)}>{title}</Link>,
      },
      {
        id: 'proposedBy',
        title: t('changes.list.proposedBy'),
        cell: ({ proposedBy }) => <Author author={proposedBy} />,
      },
      {
        id: 'opened',
        title: t('changes.list.opened'),
        cell: ({ openedAt }) => <Moment at={openedAt} />,
      },
      {
        id: 'updated',
        title: t('changes.list.updated'),
        cell: ({ updatedAt }) => <Moment at={updatedAt} />,
      },
    ],
    [t, pathOf],
  );
  return (
    <LlmCard title={t('changes.title')} state={state} rows={6} noPadding>
      {changes => (
        <DataTable
          label={t('changes.title')}
          columns={columns}
          rows={changes}
          rowKey={({ id }) => id}
        />
      )}
    </LlmCard>
  );
}
