import type { LlmUsageRow } from '@modelyard/plugin-llm-common';
import { Unknown } from '../facts';
import { useFormats } from '../formats';
import { useTexts } from '../useTexts';
import { useUsageWords } from './useUsageWords';

/** What a row cost, each currency apart, or that it has no cost yet. */
export function CostFigure(props: {
  row: Pick<LlmUsageRow, 'cost' | 'unpriced'>;
  /** Says little where there is no cost. */
  short?: boolean;
}) {
  const { cost = [], unpriced } = props.row;
  const t = useTexts();
  const words = useUsageWords();
  const formats = useFormats();
  if (cost.length === 0) {
    return (
      <Unknown>
        {props.short ? t('usage.totals.noCostShort') : t('usage.totals.noCost')}
      </Unknown>
    );
  }
  const value = formats.list(
    cost.map(({ amount, currency }) =>
      words.amount('cost', Number(amount), currency),
    ),
  );
  return <>{unpriced ? t('usage.totals.atLeast', { value }) : value}</>;
}
