import type { ModelEntityV1alpha1 } from '@modelyard/plugin-llm-common';
import { MeasureLines, usualWindow } from '../measures';
import { useTexts } from '../useTexts';
import { ModelMeasureCard } from './measures/ModelMeasureCard';
import { timesOf } from './measures/taskUnits';

const asks = (model: ModelEntityV1alpha1) =>
  Object.fromEntries(
    timesOf(model.spec.type).map(measure => [
      measure,
      { measure, window: usualWindow(measure) },
    ]),
  );

/** How long those wait who use the model, held against its objectives. */
export function ModelLatencyCard() {
  const t = useTexts();
  return (
    <ModelMeasureCard
      title={t('model.measures.latency.title')}
      subheader={t('model.measures.latency.subheader')}
      asks={asks}
      rows={4}
    >
      {({ answers, refresh }, model, idle) => (
        <MeasureLines
          refresh={refresh}
          idle={idle}
          lines={timesOf(model.spec.type).map(measure => {
            const { result } = answers[measure];
            return {
              name: t(`model.measures.latency.${measure}`),
              measure,
              figure: result,
              objective: result.objective,
            };
          })}
        />
      )}
    </ModelMeasureCard>
  );
}
