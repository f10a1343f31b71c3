import { useMemo } from 'react';
import { Unknown } from '../facts';
import { DataTable, type DataColumn } from '../table';
import { useTexts } from '../useTexts';
import { totalsOf, type ChartSeries, type ChartStep } from './series';

/** What a chart shows, as a table: a row for each step. */
export function ChartTable(props: {
  label: string;
  unit: string;
  steps: readonly ChartStep[];
  series: readonly ChartSeries[];
  previous?: {
    readonly label: string;
    readonly values: readonly (number | undefined)[];
  };
  formatBare: (value: number) => string;
  unknown: string;
}) {
  const { label, unit, steps, series, previous, formatBare, unknown } = props;
  const t = useTexts();
  const columns = useMemo(() => {
    const figure = (value: number | undefined) =>
      value === undefined ? <Unknown>{unknown}</Unknown> : formatBare(value);
    const totals = totalsOf(series, steps.length);
    const list: DataColumn<number>[] = [
      {
        id: 'step',
        title: t('charts.step'),
        rowHeader: true,
        cell: step => steps[step].label,
      },
      ...series.map(
        ({ key, label: title, values }): DataColumn<number> => ({
          id: `series ${key}`,
          title,
          unit,
          numeric: true,
          cell: step => figure(values[step]),
        }),
      ),
    ];
    if (series.length > 1) {
      list.push({
        id: 'total',
        title: t('charts.total'),
        unit,
        numeric: true,
        cell: step => figure(totals[step]),
      });
    }
    if (previous) {
      list.push({
        id: 'previous',
        title: previous.label,
        unit,
        numeric: true,
        cell: step => figure(previous.values[step]),
      });
    }
    return list;
  }, [series, steps, previous, unit, formatBare, unknown, t]);
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={steps.map((_, step) => step)}
      rowKey={String}
      stickyRowHeader
    />
  );
}
