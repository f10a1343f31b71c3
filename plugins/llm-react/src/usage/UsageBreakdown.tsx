import { useMemo, useState } from 'react';
import type { LlmUsageRow } from '@modelyard/plugin-llm-common';
import Box from '@material-ui/core/Box';
import Typography from '@material-ui/core/Typography';
import { Unknown } from '../facts';
import { useFormats } from '../formats';
import { Folded } from '../layout';
import { DataTable, type DataColumn, type DataOrder } from '../table';
import { useTexts } from '../useTexts';
import { CostFigure } from './CostFigure';
import { CountFigure } from './CountFigure';
import { valueOf, type UsageMeasure } from './counts';
import type { Usage } from './readUsage';
import { UsageKey } from './UsageKey';
import { useUsageWords } from './useUsageWords';

const SHOWN = 10;

/** What each group used in the time. */
export function UsageBreakdown(props: {
  usage: Usage;
  /** What is shown beside the names. */
  measures: readonly UsageMeasure[];
  /** What the share is of. */
  measure: UsageMeasure;
  currency: string | undefined;
  /** Title of the entity. */
  name: string;
}) {
  const { usage, measures, measure, currency, name } = props;
  const t = useTexts();
  const words = useUsageWords();
  const formats = useFormats();
  const { by } = usage.choice;
  const [chosenOrder, setOrder] = useState<DataOrder>();
  const order = chosenOrder ?? { column: measure, direction: 'desc' };

  const columns = useMemo(() => {
    const total = valueOf(usage.answer.total, measure, currency);
    const list: DataColumn<LlmUsageRow>[] = [
      {
        id: 'key',
        title: t(`usage.by.${by}`),
        rowHeader: true,
        sortable: true,
        cell: row => <UsageKey part={by} value={row.key[by]} />,
      },
      {
        id: 'share',
        title: t('usage.breakdown.share'),
        unit: t('usage.breakdown.shareOf', { measure: words.measure(measure) }),
        numeric: true,
        cell: row => {
          const value = valueOf(row, measure, currency);
          return value === undefined || !total ? (
            <Unknown>{t('usage.totals.notReported')}</Unknown>
          ) : (
            formats.percent(Math.round((value / total) * 1000) / 1000)
          );
        },
      },
      ...measures.map(
        (each): DataColumn<LlmUsageRow> => ({
          id: each,
          title: words.measure(each),
          unit: each === 'cost' ? undefined : words.unit(each, currency),
          numeric: true,
          sortable: true,
          cell: row =>
            each === 'cost' ? (
              <CostFigure row={row} />
            ) : (
              <CountFigure row={row} measure={each} bare />
            ),
        }),
      ),
    ];
    return list;
  }, [usage, measures, measure, currency, by, words, formats, t]);

  const rows = useMemo(() => {
    const sign = order.direction === 'desc' ? -1 : 1;
    const nameOf = (row: LlmUsageRow) => words.key(by, row.key[by]);
    const figure = (row: LlmUsageRow) => {
      const column = measures.find(each => each === order.column);
      return column && valueOf(row, column, currency);
    };
    return [...usage.groups].sort((left, right) => {
      if (order.column === 'key') {
        return sign * nameOf(left).localeCompare(nameOf(right));
      }
      const [a, b] = [figure(left), figure(right)];
      // What was not reported is neither the most nor the least.
      return a === undefined || b === undefined
        ? Number(a === undefined) - Number(b === undefined)
        : sign * (a - b);
    });
  }, [usage, measures, currency, order.column, order.direction, by, words]);

  return (
    <>
      <Folded items={rows} shown={SHOWN} inset>
        {shown => (
          <DataTable
            label={t('usage.breakdown.table', {
              name,
              part: t(`usage.by.${by}`),
            })}
            columns={columns}
            rows={shown}
            rowKey={row => row.key[by] ?? ''}
            order={order}
            onOrder={setOrder}
            stickyRowHeader
          />
        )}
      </Folded>
      {usage.moreGroups && (
        <Box px={2} pt={1}>
          <Typography variant="body2" color="textSecondary">
            {t('usage.breakdown.more', { count: usage.groups.length })}
          </Typography>
        </Box>
      )}
    </>
  );
}
