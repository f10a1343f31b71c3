import type { ModelEntityV1alpha1 } from '@modelyard/plugin-llm-common';
import Box from '@material-ui/core/Box';
import { titleOf } from '../catalog';
import { Sparkline } from '../charts/Sparkline';
import {
  courseOf,
  MeasureLines,
  useMeasureWords,
  type Measured,
  type MeasureLine,
} from '../measures';
import type { MeasureQuestion } from '../measures/MeasureReader';
import { useTexts } from '../useTexts';
import { ModelMeasureCard } from './measures/ModelMeasureCard';
import { unitsOf } from './measures/taskUnits';
import { UsageChange } from './measures/UsageChange';
import { UsedBy } from './measures/UsedBy';

const window = '24h';

/** What the work of the task is counted in comes first; requests count for all of them. */
const countedIn = (task: string) => [...unitsOf(task), 'requests'];

const asks = (
  model: ModelEntityV1alpha1,
): Readonly<Record<string, MeasureQuestion>> => {
  const [main, ...others] = countedIn(model.spec.type);
  return {
    [main]: {
      measure: main,
      window,
      by: 'consumer',
      step: 'hour',
      compare: true,
    },
    ...Object.fromEntries(
      others.map(measure => [measure, { measure, window }]),
    ),
    'error-rate': { measure: 'error-rate', window },
  };
};

/** How much the model was used in the last day, when and by whom. */
export function ModelUsageCard() {
  const t = useTexts();
  return (
    <ModelMeasureCard
      title={t('model.measures.usage.title')}
      subheader={t('model.measures.usage.subheader')}
      asks={asks}
      rows={7}
    >
      {(measured, model, idle) => (
        <Usage measured={measured} model={model} idle={idle} />
      )}
    </ModelMeasureCard>
  );
}

function Usage(props: {
  measured: Measured<string>;
  model: ModelEntityV1alpha1;
  idle?: string;
}) {
  const { measured, model, idle } = props;
  const { answers, refresh } = measured;
  const t = useTexts();
  const words = useMeasureWords();
  const [first, ...others] = countedIn(model.spec.type);
  const main = answers[first];
  const part = (name: string, title: string): MeasureLine[] => {
    const figure = main.result.parts[name];
    // Where the sum is missing, its parts are for the same reason.
    return figure && main.result.state === 'value'
      ? [{ name: title, measure: first, figure }]
      : [];
  };
  const lines: MeasureLine[] = [
    {
      name: words.title(first),
      measure: first,
      figure: main.result,
      main: true,
      detail: main.previous && (
        <UsageChange now={main.result} before={main.previous} />
      ),
    },
    // Where nothing is written, what was read is all of it.
    ...(main.result.parts.output
      ? [
          ...part('input', t('model.measures.usage.input')),
          ...part('output', t('model.measures.usage.output')),
        ]
      : []),
    ...part('cached-share', t('model.measures.usage.cached')),
    ...others.map(measure => ({
      name: words.title(measure),
      measure,
      figure: answers[measure].result,
    })),
    {
      name: t('model.measures.usage.errors'),
      measure: 'error-rate',
      figure: answers['error-rate'].result,
    },
  ];
  const course = courseOf(main);
  return (
    <MeasureLines
      refresh={refresh}
      idle={idle}
      lines={lines}
      after={<UsedBy answer={main} namespace={model.metadata.namespace} />}
    >
      {course.some(({ value }) => value !== undefined) && (
        <Box mb={1}>
          <Sparkline
            points={course}
            label={t('model.measures.usage.course', {
              title: words.title(first),
              model: titleOf(model),
            })}
          />
        </Box>
      )}
    </MeasureLines>
  );
}
