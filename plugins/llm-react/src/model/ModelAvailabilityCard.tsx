import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import {
  MeasureLines,
  usualWindow,
  type MeasureLine,
  type Measured,
} from '../measures';
import { llmTranslationRef } from '../translation';
import { ModelMeasureCard } from './measures/ModelMeasureCard';

const asks = () => ({
  availability: {
    measure: 'availability',
    window: usualWindow('availability'),
  },
  burn: { measure: 'slo-burn', window: usualWindow('slo-burn') },
});

const DAY_MS = 86_400_000;

/** How much of what was asked for was answered, and how fast the error budget goes. */
export function ModelAvailabilityCard() {
  const { t } = useTranslationRef(llmTranslationRef);
  return (
    <ModelMeasureCard
      title={t('model.measures.availability.title')}
      subheader={t('measures.window.slo')}
      asks={asks}
      rows={4}
    >
      {(measured, _model, idle) => (
        <Availability measured={measured} idle={idle} />
      )}
    </ModelMeasureCard>
  );
}

function Availability(props: {
  measured: Measured<'availability' | 'burn'>;
  idle?: string;
}) {
  const { measured, idle } = props;
  const { availability, burn } = measured.answers;
  const { t } = useTranslationRef(llmTranslationRef);
  const { objective, parts } = availability.result;
  const days = Math.round(
    (Date.parse(availability.to) - Date.parse(availability.from)) / DAY_MS,
  );
  const lines: MeasureLine[] = [
    {
      name: t('model.measures.availability.available', { count: days }),
      measure: availability.measure,
      figure: availability.result,
      objective,
      main: true,
      detail: objective
        ? undefined
        : t('model.measures.availability.noObjective'),
    },
    ...(objective && parts['budget-left']
      ? [
          {
            name: t('model.measures.availability.budgetLeft'),
            measure: availability.measure,
            figure: parts['budget-left'],
          },
        ]
      : []),
    {
      name: t('model.measures.availability.burn'),
      measure: burn.measure,
      figure: burn.result,
      objective: burn.result.objective,
    },
  ];
  return (
    <>
      <MeasureLines refresh={measured.refresh} idle={idle} lines={lines} />
      {/* Such as that the budget burns faster than somebody should let it. */}
      {burn.result.state === 'value' &&
        burn.result.explain.notes.map(note => (
          <Typography key={note} variant="body2" role="status">
            {note}
          </Typography>
        ))}
    </>
  );
}
