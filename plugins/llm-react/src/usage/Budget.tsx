import type { Figure } from '@modelyard/llm-measures';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { MeasureLines, useMeasures } from '../measures';
import type { MeasureLine } from '../measures';
import { useTexts } from '../useTexts';

const asks = { budget: { measure: 'budget-use', window: 'month' } } as const;

/**
 * How much of the budget of the month is spent, and where the month will end.
 * That it cannot be read takes nothing else away from its card.
 */
export function Budget(props: { entityRef: string }) {
  const t = useTexts();
  const state = useMeasures({ entityRef: props.entityRef, asks });
  if (state.status === 'loading') {
    return <LinearProgress aria-label={t('usage.used.budgetBusy')} />;
  }
  if (state.status !== 'ready' && state.status !== 'stale') {
    return (
      <Typography variant="body2" color="textSecondary" role="status">
        {state.status === 'error'
          ? t('usage.used.budgetFailed', { reason: state.error.message })
          : t('usage.used.budgetHidden')}
      </Typography>
    );
  }
  const { answers, refresh } = state.value;
  const { result } = answers.budget;
  if (result.state === 'not_applicable') {
    return (
      <Typography variant="body2" color="textSecondary">
        {t('usage.used.noBudget')}
      </Typography>
    );
  }
  const line = (
    name: string,
    figure: Figure | undefined,
    more?: Partial<MeasureLine>,
  ): MeasureLine[] =>
    figure ? [{ name, measure: 'budget-use', figure, ...more }] : [];
  const { spent, budget, forecast } = result.parts;
  return (
    <MeasureLines
      refresh={refresh}
      lines={[
        ...line(t('usage.used.budgetUse'), result),
        ...line(t('usage.used.spent'), spent),
        ...line(t('usage.used.budget'), budget),
        ...line(t('usage.used.forecast'), forecast, { bounds: true }),
      ]}
    />
  );
}
