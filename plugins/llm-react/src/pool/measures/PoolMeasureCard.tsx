import type { ReactNode } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { GpuPoolEntityV1alpha1 } from '@modelyard/plugin-llm-common';
import { LlmCard } from '../../frame';
import { MeasureCard, type Measured } from '../../measures';
import type { MeasureQuestion } from '../../measures/MeasureReader';
import { usePool } from '../usePool';

/** A card of measures of the pool of the page. */
export function PoolMeasureCard<Name extends string>(props: {
  title: string;
  subheader?: ReactNode;
  rows?: number;
  asks: Readonly<Record<Name, MeasureQuestion>>;
  children: (
    measured: Measured<Name>,
    pool: GpuPoolEntityV1alpha1,
  ) => ReactNode;
}) {
  const { title, subheader, rows, asks, children } = props;
  const state = usePool();
  if (state.status !== 'ready') {
    return (
      <LlmCard title={title} state={state}>
        {() => null}
      </LlmCard>
    );
  }
  const pool = state.value;
  return (
    <MeasureCard
      title={title}
      subheader={subheader}
      rows={rows}
      entityRef={stringifyEntityRef(pool)}
      asks={asks}
    >
      {measured => children(measured, pool)}
    </MeasureCard>
  );
}
