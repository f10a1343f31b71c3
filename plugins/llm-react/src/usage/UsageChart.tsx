import { useMemo } from 'react';
import Typography from '@material-ui/core/Typography';
import type { ChartStep } from '../charts/series';
import { TimeSeriesChart } from '../charts/TimeSeriesChart';
import { useFormats } from '../formats';
import { useTexts } from '../useTexts';
import { valueOf, type UsageMeasure } from './counts';
import type { Usage } from './readUsage';
import type { UsageQuery } from './usageQuery';
import { usageSeries } from './usageSeries';
import { useUsageWords } from './useUsageWords';

/** The course of one measure by groups. */
export function UsageChart(props: {
  usage: Usage;
  measure: UsageMeasure;
  currency: string | undefined;
  /** Title of the entity. */
  name: string;
  view: UsageQuery['view'];
  onView: (view: UsageQuery['view']) => void;
}) {
  const { usage, measure, currency, name, view, onView } = props;
  const t = useTexts();
  const words = useUsageWords();
  const formats = useFormats();
  const { span, by } = usage.choice;

  const steps = useMemo(
    () =>
      span.periods.map((period): ChartStep => {
        const begin = new Date(period);
        const hour = span.step === 'hour';
        const label = hour ? formats.dateTime(begin) : formats.day(period);
        return {
          label:
            stepEnd(begin, span.step) > Date.parse(usage.answer.readAt)
              ? t('usage.chart.soFar', { step: label })
              : label,
          tick: hour ? formats.time(begin) : formats.shortDay(period),
        };
      }),
    [span, formats, t, usage.answer.readAt],
  );
  const series = useMemo(
    () =>
      usageSeries({
        usage,
        measure,
        currency,
        labelOf: key => words.key(by, key),
        restLabel: t('usage.key.rest'),
      }),
    [usage, measure, currency, words, by, t],
  );
  const before = usage.previous;
  const previous = useMemo(
    () =>
      before && !(before instanceof Error)
        ? {
            label: t('usage.previous'),
            values: span.previous.periods.map(period =>
              valueOf(before.byPeriod.get(period), measure, currency),
            ),
          }
        : undefined,
    [before, span, measure, currency, t],
  );

  if (series.length === 0) {
    return (
      <Typography variant="body2" role="status">
        {measure === 'cost'
          ? t('usage.chart.noCost')
          : t('usage.chart.notReported')}
      </Typography>
    );
  }
  return (
    <>
      <TimeSeriesChart
        label={t('usage.chart.label', {
          measure: words.measure(measure),
          name,
          part: t(`usage.by.${by}`),
        })}
        type="columns"
        steps={steps}
        series={series}
        previous={previous}
        unit={words.unit(measure, currency)}
        format={value => words.amount(measure, value, currency)}
        formatBare={value => words.bare(measure, value, currency)}
        formatTick={value => words.short(measure, value, currency)}
        unknown={
          measure === 'cost'
            ? {
                word: t('usage.chart.costUnknown'),
                note: t('usage.chart.costGap'),
              }
            : undefined
        }
        view={view}
        onView={onView}
      />
      <Typography variant="caption" color="textSecondary" component="p">
        {words.measure(measure)}
        {', '}
        {span.step === 'hour' ? t('usage.chart.hours') : t('usage.chart.days')}
      </Typography>
    </>
  );
}

function stepEnd(begin: Date, step: 'hour' | 'day'): number {
  return begin.getTime() + (step === 'hour' ? 3_600_000 : 86_400_000);
}
