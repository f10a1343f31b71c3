import { useCallback } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import Box from '@material-ui/core/Box';
import type {
  LlmMeasureDefinition,
  ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import { llmApiRef } from '../../api';
import { titleOf } from '../../catalog';
import { Moment } from '../../changes/Moment';
import { Unknown } from '../../facts';
import { noData, ready, useCardState } from '../../frame';
import { CardBody } from '../../frame/CardBody';
import {
  ExplainButton,
  FigureText,
  measureReaderOf,
  ObjectiveMark,
  useMeasures,
  useMeasureWords,
  usualWindow,
} from '../../measures';
import type { MeasureAnswer } from '../../measures/MeasureReader';
import { DataTable, type DataColumn } from '../../table';
import { useTexts } from '../../useTexts';

/** All measures that mean something for the task of a model, as the backend lists them. */
export function MeasureList(props: { model: ModelEntityV1alpha1 }) {
  const { model } = props;
  const t = useTexts();
  const llmApi = useApi(llmApiRef);
  const task = model.spec.type;
  const definitions = useCardState(
    useCallback(async () => {
      const all = await measureReaderOf(llmApi).definitions();
      const ofTask = all.filter(({ tasks }) => tasks.includes(task));
      return ofTask.length > 0
        ? ready(ofTask)
        : noData({ reason: t('measures.list.none') });
    }, [llmApi, task, t]),
  );
  return (
    <Padded inside={definitions.status !== 'ready'}>
      <CardBody title={t('measures.list.title')} state={definitions} rows={12}>
        {found => <Figures model={model} definitions={found} />}
      </CardBody>
    </Padded>
  );
}

/** A table reaches the edges of its card, and nothing else does. */
function Padded(props: { inside: boolean; children: JSX.Element }) {
  return <Box px={props.inside ? 2 : 0}>{props.children}</Box>;
}

function Figures(props: {
  model: ModelEntityV1alpha1;
  definitions: readonly LlmMeasureDefinition[];
}) {
  const { model, definitions } = props;
  const t = useTexts();
  const state = useMeasures({
    entityRef: stringifyEntityRef(model),
    asks: Object.fromEntries(
      definitions.map(({ id }) => [
        id,
        { measure: id, window: usualWindow(id) },
      ]),
    ),
  });
  return (
    <Padded inside={state.status !== 'ready'}>
      <CardBody title={t('measures.list.title')} state={state} rows={12}>
        {({ answers, refresh }) => (
          <Table
            name={titleOf(model)}
            rows={definitions.map(({ id }) => answers[id])}
            refresh={refresh}
          />
        )}
      </CardBody>
    </Padded>
  );
}

function Table(props: {
  name: string;
  rows: readonly MeasureAnswer[];
  refresh: () => void;
}) {
  const { name, rows, refresh } = props;
  const t = useTexts();
  const words = useMeasureWords();
  const columns: DataColumn<MeasureAnswer>[] = [
    {
      id: 'measure',
      title: t('measures.list.measure'),
      rowHeader: true,
      cell: ({ measure }) => words.title(measure),
    },
    {
      id: 'window',
      title: t('measures.list.window'),
      cell: ({ measure }) => words.window(usualWindow(measure)),
    },
    {
      id: 'figure',
      title: t('measures.list.figure'),
      numeric: true,
      cell: ({ result }) => <FigureText figure={result} bounds />,
    },
    {
      id: 'objective',
      title: t('measures.list.objective'),
      cell: ({ result }) =>
        result.objective && result.state === 'value' ? (
          <ObjectiveMark objective={result.objective} like={result} />
        ) : (
          <Unknown>{t('measures.list.noObjective')}</Unknown>
        ),
    },
    {
      id: 'age',
      title: t('measures.list.age'),
      cell: ({ result }) =>
        result.asOf === undefined ? (
          <Unknown>{t('measures.list.noAge')}</Unknown>
        ) : (
          <Moment at={result.asOf} />
        ),
    },
    {
      id: 'explain',
      title: t('measures.list.explain'),
      cell: answer => (
        <ExplainButton
          title={words.title(answer.measure)}
          answers={[answer]}
          refresh={refresh}
        />
      ),
    },
  ];
  return (
    <DataTable
      label={t('measures.list.table', { model: name })}
      columns={columns}
      rows={rows}
      rowKey={({ measure }) => measure}
    />
  );
}
