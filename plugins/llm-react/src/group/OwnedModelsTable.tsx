import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Typography from '@material-ui/core/Typography';
import { titleOf } from '../catalog';
import { RetirementNote } from '../consumer/RetirementNote';
import { Unknown } from '../facts';
import { useWords } from '../model/about/words';
import { DataTable } from '../table';
import type { OwnedModel } from './owned';

/** The models of a group. */
export function OwnedModelsTable(props: {
  rows: readonly OwnedModel[];
  group: string;
}) {
  const { rows, group } = props;
  const { t, terms, formats } = useWords();
  return (
    <DataTable
      label={t('group.models.table', { group })}
      rows={rows}
      rowKey={({ ref }) => ref}
      columns={[
        {
          id: 'model',
          title: t('group.models.model'),
          rowHeader: true,
          cell: ({ ref, model }) => (
            <>
              <EntityRefLink entityRef={ref} title={titleOf(model)} />
              <Typography
                variant="caption"
                color="textSecondary"
                component="div"
              >
                {terms('task', model.spec.type)}
              </Typography>
            </>
          ),
        },
        {
          id: 'lifecycle',
          title: t('group.models.lifecycle'),
          cell: ({ model }) => (
            <>
              {terms('lifecycle', model.spec.lifecycle)}
              <RetirementNote model={model} now={new Date()} />
            </>
          ),
        },
        {
          id: 'deployments',
          title: t('group.models.deployments'),
          numeric: true,
          cell: ({ deployments }) =>
            deployments > 0
              ? formats.number(deployments)
              : t('group.models.notDeployed'),
        },
        {
          id: 'consumers',
          title: t('group.models.consumers'),
          numeric: true,
          cell: ({ consumers }) => {
            if (consumers === undefined) {
              return <Unknown>{t('group.models.notKnown')}</Unknown>;
            }
            return consumers > 0
              ? formats.number(consumers)
              : t('group.models.unused');
          },
        },
      ]}
    />
  );
}
