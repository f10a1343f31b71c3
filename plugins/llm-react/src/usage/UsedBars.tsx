import type { LlmUsageAnswer, LlmUsageRow } from '@modelyard/plugin-llm-common';
import { BarList } from '../charts/BarList';
import { Folded } from '../layout';
import { SecondLine } from '../table';
import { useTexts } from '../useTexts';
import { valueOf } from './counts';
import { amountOf } from './readUsed';
import { UsageKey } from './UsageKey';
import { useUsageWords } from './useUsageWords';

const SHOWN = 5;

/**
 * The models that somebody used this month, a bar for the cost of each. Bars
 * of several currencies could not be compared, so that only one has bars.
 */
export function UsedBars(props: {
  answer: LlmUsageAnswer;
  /** Who used them, for the name of the list. */
  user: string;
}) {
  const { answer, user } = props;
  const t = useTexts();
  const words = useUsageWords();
  const currency = answer.total.cost?.[0]?.currency;
  const used = (row: LlmUsageRow) => {
    const amount = amountOf(row);
    return amount && words.brief(amount.measure, amount.value);
  };
  const full = Math.max(
    0,
    ...answer.rows.map(row => valueOf(row, 'cost', currency) ?? 0),
  );
  return (
    <Folded items={answer.rows} shown={SHOWN}>
      {rows => (
        <BarList
          label={t('usage.used.table', { user })}
          full={full}
          items={rows.map(row => {
            const cost = valueOf(row, 'cost', currency);
            return {
              key: row.key.model ?? '',
              name: <UsageKey part="model" value={row.key.model} />,
              value: cost,
              text:
                cost === undefined
                  ? t('usage.totals.noCostShort')
                  : words.amount('cost', cost, currency),
              more: <SecondLine>{used(row)}</SecondLine>,
            };
          })}
        />
      )}
    </Folded>
  );
}
