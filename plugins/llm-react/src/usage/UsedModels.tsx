import { useMemo } from 'react';
import type { LlmUsageAnswer, LlmUsageRow } from '@modelyard/plugin-llm-common';
import Typography from '@material-ui/core/Typography';
import { Unknown } from '../facts';
import { Folded } from '../layout';
import { DataTable, type DataColumn } from '../table';
import { useTexts } from '../useTexts';
import { CostFigure } from './CostFigure';
import { amountOf } from './readUsed';
import { UsageKey } from './UsageKey';
import { useUsageWords } from './useUsageWords';

const SHOWN = 5;

/** The models that somebody used this month, with what they cost. */
export function UsedModels(props: {
  answer: LlmUsageAnswer;
  /** Who used them, for the name of the table. */
  user: string;
}) {
  const { answer, user } = props;
  const t = useTexts();
  const words = useUsageWords();
  const columns = useMemo(
    (): DataColumn<LlmUsageRow>[] => [
      {
        id: 'model',
        title: t('usage.by.model'),
        rowHeader: true,
        cell: row => <UsageKey part="model" value={row.key.model} />,
      },
      {
        id: 'used',
        title: t('usage.used.amount'),
        numeric: true,
        cell: row => {
          const amount = amountOf(row);
          if (!amount) {
            return <Unknown>{t('usage.totals.notReported')}</Unknown>;
          }
          const value = words.brief(amount.measure, amount.value);
          return amount.partial ? t('usage.totals.atLeast', { value }) : value;
        },
      },
      {
        id: 'cost',
        title: t('usage.measure.cost'),
        numeric: true,
        cell: row => <CostFigure row={row} short />,
      },
    ],
    [t, words],
  );
  return (
    <>
      <Folded items={answer.rows} shown={SHOWN} inset>
        {rows => (
          <DataTable
            label={t('usage.used.table', { user })}
            columns={columns}
            rows={rows}
            rowKey={row => row.key.model ?? ''}
          />
        )}
      </Folded>
      {answer.nextCursor !== undefined && (
        <Typography variant="body2" color="textSecondary">
          {t('usage.used.more', { count: answer.rows.length })}
        </Typography>
      )}
    </>
  );
}
