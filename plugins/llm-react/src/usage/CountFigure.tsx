import type { LlmUsageCount, LlmUsageRow } from '@modelyard/plugin-llm-common';
import { Unknown } from '../facts';
import { SecondLine } from '../table';
import { useTexts, type Texts } from '../useTexts';
import type { UsageMeasure } from './counts';
import { useUsageWords } from './useUsageWords';

/** A count of a row with all that limits it, or that it was not reported. */
export function CountFigure(props: {
  row: LlmUsageRow;
  measure: Exclude<UsageMeasure, 'cost'>;
  /** Whether the unit stands elsewhere, as in the head of a column. */
  bare?: boolean;
}) {
  const { row, measure, bare } = props;
  const t = useTexts();
  const words = useUsageWords();
  const count = row.counts[measure];
  if (!count) {
    return <Unknown>{t('usage.totals.notReported')}</Unknown>;
  }
  const text = (value: number) =>
    bare
      ? words.bare(measure, value, undefined)
      : words.amount(measure, value, undefined);
  return <>{qualified(count, text(count.value), t)}</>;
}

function qualified(count: LlmUsageCount, text: string, t: Texts): string {
  if (count.qualifiers.includes('partial')) {
    return t('usage.totals.atLeast', { value: text });
  }
  return count.qualifiers.includes('approximate')
    ? t('usage.totals.about', { value: text })
    : text;
}

/** Why a count is not exact, and between what it lies. */
export function CountLimits(props: {
  count: LlmUsageCount | undefined;
  measure: Exclude<UsageMeasure, 'cost'>;
}) {
  const { count, measure } = props;
  const t = useTexts();
  const words = useUsageWords();
  if (!count) {
    return null;
  }
  const { bounds, qualifiers } = count;
  const lines: string[] = qualifiers.map(qualifier =>
    qualifier === 'stale'
      ? t('usage.totals.stale')
      : t(`usage.totals.${qualifier}`),
  );
  // Of what was not seen nobody knows how much there was.
  const bounded = !qualifiers.includes('partial');
  if (bounded && bounds?.low !== undefined && bounds.high !== undefined) {
    lines.push(
      t('usage.totals.between', {
        low: words.bare(measure, bounds.low, undefined),
        high: words.bare(measure, bounds.high, undefined),
      }),
    );
  }
  return lines.length > 0 ? <SecondLine>{lines.join(', ')}</SecondLine> : null;
}
