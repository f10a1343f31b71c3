import type { ReactNode } from 'react';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  currentModelPrice,
  type ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import Typography from '@material-ui/core/Typography';
import { titleOf } from '../catalog';
import { Unknown } from '../facts';
import { Folded } from '../layout';
import { EntityLinks } from '../links';
import { priceLines } from '../model/about/priceLines';
import { useWords } from '../model/about/words';
import { DataTable, type DataColumn } from '../table';
import { RetirementNote } from './RetirementNote';
import type { UsedModel } from './usedModels';

const SHOWN = 10;

/** The models that somebody uses, with what they cost and how long they stay. */
export function UsedModelsTable(props: {
  models: readonly UsedModel[];
  /** Who uses them, for the table's name. */
  user: string;
  /** Ref of the system; set where the users are its components. */
  system?: string;
}) {
  const { models, user, system } = props;
  const { t, terms } = useWords();
  const known = (
    { model }: UsedModel,
    draw: (model: ModelEntityV1alpha1) => ReactNode,
    otherwise: string,
  ) => (model ? draw(model) : <Unknown>{otherwise}</Unknown>);

  const columns: DataColumn<UsedModel>[] = [
    {
      id: 'model',
      title: t('consumer.models.model'),
      rowHeader: true,
      cell: ({ ref, model }) =>
        model ? (
          <>
            <EntityRefLink entityRef={ref} title={titleOf(model)} />
            <Typography variant="caption" color="textSecondary" component="div">
              {terms('task', model.spec.type)}
            </Typography>
          </>
        ) : (
          // A link would lead nowhere.
          <code>{ref}</code>
        ),
    },
  ];
  if (system) {
    columns.push({
      id: 'users',
      title: t('consumer.models.usedBy'),
      cell: ({ users }) => {
        const components = users.filter(ref => ref !== system);
        return (
          <>
            <EntityLinks entityRefs={components} hideIcon />
            {components.length < users.length && (
              <div>{t('consumer.models.systemItself')}</div>
            )}
          </>
        );
      },
    });
  }
  columns.push(
    {
      id: 'lifecycle',
      title: t('consumer.models.lifecycle'),
      cell: row =>
        known(
          row,
          model => (
            <>
              {terms('lifecycle', model.spec.lifecycle)}
              <RetirementNote model={model} now={new Date()} />
            </>
          ),
          t('consumer.models.notVisible'),
        ),
    },
    {
      id: 'price',
      title: t('consumer.models.price'),
      minWidth: 180,
      cell: row =>
        known(
          row,
          model => <Price model={model} />,
          t('consumer.models.notKnown'),
        ),
    },
  );
  return (
    <Folded items={models} shown={SHOWN} inset>
      {rows => (
        <DataTable
          label={t('consumer.models.table', { user })}
          columns={columns}
          rows={rows}
          rowKey={({ ref }) => ref}
        />
      )}
    </Folded>
  );
}

function Price(props: { model: ModelEntityV1alpha1 }) {
  const words = useWords();
  const price = currentModelPrice({ entity: props.model, now: new Date() });
  const lines = price ? priceLines(price, words) : [];
  if (lines.length === 0) {
    return <Unknown>{words.t('consumer.models.noPrice')}</Unknown>;
  }
  return (
    <>
      {lines.map(line => (
        <div key={line}>{line}</div>
      ))}
    </>
  );
}
