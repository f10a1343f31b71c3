import type { LlmUsageAnswer, LlmUsageRow } from '@modelyard/plugin-llm-common';
import type { LlmApi } from '../api';
import { sumOf } from '../charts/series';
import { usageMeasures, type UsageMeasure } from './counts';
import { spanOf } from './span';

/** More models than that are not shown on a card. */
const LIMIT = 100;

/**
 * The models that somebody used this month, the most expensive first.
 *
 * @throws what the client throws
 */
export async function readUsed(options: {
  llmApi: Pick<LlmApi, 'readUsage'>;
  /** Full ref of a Component, System or Group. */
  consumer: string;
  now: Date;
  signal: AbortSignal;
}): Promise<LlmUsageAnswer> {
  const { llmApi, consumer, now, signal } = options;
  const { from, to } = spanOf('month', now);
  return llmApi.readUsage(
    {
      consumer,
      from,
      to,
      step: 'total',
      by: ['model'],
      sort: 'cost',
      limit: LIMIT,
    },
    { signal },
  );
}

/** Tokens of a row in both directions; undefined where none were reported. */
export function tokensOf({ counts }: LlmUsageRow): number | undefined {
  return sumOf([counts.inputTokens?.value, counts.outputTokens?.value]);
}

/**
 * How much of a model was used, in the unit that says most of it: tokens, the
 * units of other tasks, else calls.
 */
export function amountOf(
  row: LlmUsageRow,
): { measure: UsageMeasure; value: number; partial: boolean } | undefined {
  const tokens = tokensOf(row);
  const limited = (...measures: UsageMeasure[]) =>
    measures.some(
      measure =>
        measure !== 'cost' &&
        row.counts[measure]?.qualifiers.includes('partial'),
    );
  if (tokens !== undefined) {
    return {
      measure: 'inputTokens',
      value: tokens,
      partial: limited('inputTokens', 'outputTokens'),
    };
  }
  const measure = usageMeasures.find(
    each => each !== 'cost' && row.counts[each] !== undefined,
  );
  const value =
    measure && measure !== 'cost' ? row.counts[measure]?.value : undefined;
  return measure && value !== undefined
    ? { measure, value, partial: limited(measure) }
    : undefined;
}
