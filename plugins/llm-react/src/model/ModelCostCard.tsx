import type { ModelEntityV1alpha1 } from '@modelyard/plugin-llm-common';
import Typography from '@material-ui/core/Typography';
import { useFormats } from '../formats';
import {
  MeasureLines,
  useFigureWords,
  usualWindow,
  type Measured,
  type MeasureLine,
} from '../measures';
import type { MeasureAnswer, MeasureQuestion } from '../measures/MeasureReader';
import { useTexts } from '../useTexts';
import { howServed, type HowServed } from './measures/howServed';
import { ModelMeasureCard } from './measures/ModelMeasureCard';

const ask = (measure: string): MeasureQuestion => ({
  measure,
  window: usualWindow(measure),
});

/** GPUs of a provider or of a base model are not held by this one. */
const asks = (
  model: ModelEntityV1alpha1,
): Readonly<Record<string, MeasureQuestion>> => ({
  used: ask('cost-used'),
  ...(howServed(model) === 'gpus' && {
    held: ask('cost-held'),
    idle: ask('idle-share'),
  }),
  budget: ask('budget-use'),
});

/** What the model costs this month: what was used, what was held, and where the month will end. */
export function ModelCostCard() {
  const t = useTexts();
  const formats = useFormats();
  return (
    <ModelMeasureCard
      title={t('model.measures.cost.title', {
        month: formats.month(new Date()),
      })}
      subheader={t('model.measures.cost.subheader')}
      asks={asks}
      rows={5}
    >
      {(measured, model, idle) => (
        <Cost measured={measured} served={howServed(model)} idle={idle} />
      )}
    </ModelMeasureCard>
  );
}

function Cost(props: {
  measured: Measured<string>;
  served: HowServed;
  idle?: string;
}) {
  const { measured, served, idle } = props;
  const { used, held, idle: unused, budget } = measured.answers;
  const t = useTexts();
  const words = useFigureWords();
  const { budget: limit, forecast } = budget.result.parts;
  const line = (
    name: 'used' | 'held' | 'idle',
    { measure, result }: MeasureAnswer,
  ): MeasureLine => ({
    name: t(`model.measures.cost.${name}`),
    measure,
    figure: result,
  });
  const lines: MeasureLine[] = [
    { ...line('used', used), main: true },
    ...(held ? [line('held', held)] : []),
    ...(unused ? [line('idle', unused)] : []),
    {
      name: t('model.measures.cost.budget'),
      measure: budget.measure,
      figure: budget.result,
      otherwise: t('model.measures.cost.noBudget'),
      detail:
        limit?.state === 'value'
          ? t('model.measures.cost.ofBudget', { budget: words.value(limit) })
          : undefined,
    },
    // Where nothing is known of what was spent, neither is of what will be.
    ...(forecast && budget.result.state === 'value'
      ? [
          {
            name: t('model.measures.cost.forecast'),
            measure: budget.measure,
            figure: forecast,
          },
        ]
      : []),
  ];
  return (
    <>
      <MeasureLines refresh={measured.refresh} idle={idle} lines={lines} />
      {served === 'base' && (
        <Typography variant="caption" color="textSecondary">
          {t('model.measures.cost.ofBase')}
        </Typography>
      )}
    </>
  );
}
