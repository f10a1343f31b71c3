import type { LlmUsageRow } from '@modelyard/plugin-llm-common';
import Typography from '@material-ui/core/Typography';
import { Facts } from '../facts';
import { useFormats } from '../formats';
import { SecondLine } from '../table';
import { useTexts } from '../useTexts';
import { CostFigure } from './CostFigure';
import { CountFigure, CountLimits } from './CountFigure';
import { valueOf, type UsageMeasure } from './counts';
import type { PreviousUsage } from './readUsage';
import { useUsageWords } from './useUsageWords';

/** All that was used in the time, what limits each figure, and how it was before. */
export function UsageTotals(props: {
  total: LlmUsageRow;
  measures: readonly UsageMeasure[];
  currency: string | undefined;
  previous: PreviousUsage | Error | undefined;
}) {
  const { total, measures, currency, previous } = props;
  const t = useTexts();
  const words = useUsageWords();
  const before = previous instanceof Error ? undefined : previous?.total;
  return (
    <>
      <Facts
        facts={measures.map(measure => ({
          name: words.measure(measure),
          value: (
            <>
              {measure === 'cost' ? (
                <>
                  <CostFigure row={total} />
                  {total.unpriced && (
                    <SecondLine>{t('usage.totals.unpriced')}</SecondLine>
                  )}
                </>
              ) : (
                <>
                  <CountFigure row={total} measure={measure} />
                  <CountLimits
                    count={total.counts[measure]}
                    measure={measure}
                  />
                </>
              )}
              {before && (
                <Change
                  measure={measure}
                  now={valueOf(total, measure, currency)}
                  before={valueOf(before, measure, currency)}
                  currency={currency}
                />
              )}
            </>
          ),
        }))}
      />
      {previous instanceof Error && (
        <Typography variant="body2" color="textSecondary" role="status">
          {t('usage.previousFailed', { reason: previous.message })}
        </Typography>
      )}
    </>
  );
}

/** How a figure changed against the time before. */
function Change(props: {
  measure: UsageMeasure;
  now: number | undefined;
  before: number | undefined;
  currency: string | undefined;
}) {
  const { measure, now, before, currency } = props;
  const t = useTexts();
  const words = useUsageWords();
  const formats = useFormats();
  if (before === undefined) {
    return null;
  }
  const value = words.short(measure, before, currency);
  // Nothing can be a multiple of zero.
  if (now === undefined || before === 0) {
    return <SecondLine>{t('usage.totals.before', { value })}</SecondLine>;
  }
  const ratio = Math.round((now / before - 1) * 1000) / 1000;
  const change = `${ratio > 0 ? '+' : ''}${formats.percent(ratio)}`;
  return (
    <SecondLine>{t('usage.totals.changed', { change, value })}</SecondLine>
  );
}
