import { useMemo, useState } from 'react';
import { useTexts } from '../useTexts';
import { ChartTable } from './ChartTable';
import { ChartViews, type ChartView } from './ChartViews';
import type { PlotType } from './plot';
import { foldSeries, type ChartSeries, type ChartStep } from './series';
import { StepChart } from './StepChart';

/**
 * @public
 */
export interface TimeSeriesChartProps {
  /** Names the chart: what, of whom, over which time. */
  label: string;
  /** Steps of equal length, in the order of time. */
  steps: readonly ChartStep[];
  /** The largest are drawn apart, the others together. */
  series: readonly ChartSeries[];
  /** Columns and areas stand on top of each other; lines do not. */
  type: PlotType;
  /** All groups together in the span before, step by step. */
  previous?: {
    readonly label: string;
    readonly values: readonly (number | undefined)[];
  };
  /** What the values count, for the heads of columns. */
  unit: string;
  /** A value with its unit. */
  format: (value: number) => string;
  /** A value where the unit stands beside it. */
  formatBare: (value: number) => string;
  /** A value in short, for the axis. */
  formatTick: (value: number) => string;
  /** What is said where nothing is known, if more can be said than that. */
  unknown?: { readonly word: string; readonly note: string };
  /** In pixels. Default 280. */
  height?: number;
  /** Which view is shown, where the owner of the chart keeps it. */
  view?: ChartView;
  onView?: (view: ChartView) => void;
}

/**
 * The course of a figure by groups, as a chart that is read by mouse and by
 * keyboard, or as a table. What is not known is a gap, and never zero.
 *
 * @public
 */
export function TimeSeriesChart(props: TimeSeriesChartProps) {
  const { label, steps, previous, unit, format, formatBare, formatTick } =
    props;
  const t = useTexts();
  const [ownView, setOwnView] = useState<ChartView>('chart');
  const view = props.view ?? ownView;
  const unknown = props.unknown ?? {
    word: t('charts.unknown'),
    note: t('charts.gap'),
  };
  const series = useMemo(
    () =>
      foldSeries({
        series: props.series,
        restLabel: count => t('charts.rest', { count }),
      }),
    [props.series, t],
  );
  return (
    <>
      <ChartViews
        chart={label}
        view={view}
        onView={props.onView ?? setOwnView}
      />
      {view === 'table' ? (
        <ChartTable
          label={label}
          unit={unit}
          steps={steps}
          series={series}
          previous={previous}
          formatBare={formatBare}
          unknown={unknown.word}
        />
      ) : (
        <StepChart
          label={label}
          type={props.type}
          steps={steps}
          series={series}
          previous={previous}
          format={format}
          formatTick={formatTick}
          unknown={unknown}
          height={props.height ?? 280}
        />
      )}
    </>
  );
}
