import type { ReactNode } from 'react';
import { LlmCard, type CardState } from '../frame';
import { ExplainButton } from './explain/ExplainButton';
import type { MeasureQuestion } from './MeasureReader';
import { useMeasures, type Measured } from './useMeasures';

/**
 * A card of measures of one entity: asks for them, and offers to explain them
 * as soon as there is anything to explain.
 *
 * @public
 */
export function MeasureCard<Name extends string>(props: {
  title: string;
  /** Over which time. */
  subheader?: ReactNode;
  entityRef: string;
  asks: Readonly<Record<Name, MeasureQuestion>>;
  /** About how many lines the loaded body has. */
  rows?: number;
  children: (measured: Measured<Name>) => ReactNode;
}) {
  const { title, subheader, entityRef, asks, rows, children } = props;
  const state: CardState<Measured<Name>> = useMeasures({ entityRef, asks });
  const measured =
    state.status === 'ready' || state.status === 'stale'
      ? state.value
      : undefined;
  return (
    <LlmCard
      title={title}
      subheader={subheader}
      state={state}
      rows={rows}
      action={
        measured && (
          <ExplainButton
            title={title}
            answers={Object.values(measured.answers)}
            refresh={measured.refresh}
          />
        )
      }
    >
      {children}
    </LlmCard>
  );
}
