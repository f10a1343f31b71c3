import type { Figure } from '@modelyard/llm-measures';
import Typography from '@material-ui/core/Typography';
import {
  MeasureLines,
  usualWindow,
  type MeasureLine,
  type Measured,
} from '../measures';
import { useTexts, type Texts } from '../useTexts';
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
  const t = useTexts();
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
  const t = useTexts();
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
      ? [budgetLine(parts['budget-left'], availability.measure, t)]
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
      {/* The most urgent comes first; the others say less of the same. */}
      {burn.result.state === 'value' &&
        burn.result.explain.notes.length > 0 && (
          <Typography variant="body2" role="status">
            {burn.result.explain.notes[0]}
          </Typography>
        )}
    </>
  );
}

/** What is left of the error budget, or by how much it is overspent. */
function budgetLine(left: Figure, measure: string, t: Texts): MeasureLine {
  if (left.state !== 'value' || left.value >= 0) {
    const name = t('model.measures.availability.budgetLeft');
    return { name, measure, figure: left };
  }
  const { bounds, ...rest } = left;
  return {
    name: t('model.measures.availability.overspent'),
    measure,
    figure: { ...rest, value: -left.value },
  };
}
