import { useMemo, type ReactNode } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { ModelEntityV1alpha1 } from '@modelyard/plugin-llm-common';
import { LlmCard } from '../../frame';
import { MeasureCard, type Measured } from '../../measures';
import type { MeasureQuestion } from '../../measures/MeasureReader';
import { useTexts } from '../../useTexts';
import { useModel } from '../useModel';
import { isRetired } from './howServed';

/** A card of measures of the model of the page. */
export function ModelMeasureCard<Name extends string>(props: {
  title: string;
  subheader?: ReactNode;
  rows?: number;
  /** What is asked of a model. */
  asks: (model: ModelEntityV1alpha1) => Readonly<Record<Name, MeasureQuestion>>;
  /** Draws what was answered. `idle` is what to say where nothing came in. */
  children: (
    measured: Measured<Name>,
    model: ModelEntityV1alpha1,
    idle?: string,
  ) => ReactNode;
}) {
  const { title, subheader, rows, asks, children } = props;
  const t = useTexts();
  const state = useModel();
  const model = state.status === 'ready' ? state.value : undefined;
  const asked = useMemo(() => model && asks(model), [model, asks]);
  if (!model || !asked) {
    return (
      <LlmCard title={title} state={state}>
        {() => null}
      </LlmCard>
    );
  }
  const idle = isRetired(model) ? t('model.measures.retired') : undefined;
  return (
    <MeasureCard
      title={title}
      subheader={subheader}
      rows={rows}
      entityRef={stringifyEntityRef(model)}
      asks={asked}
    >
      {measured => children(measured, model, idle)}
    </MeasureCard>
  );
}
