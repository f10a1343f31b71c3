import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { LlmUsageRow } from '@modelyard/plugin-llm-common';
import { llmApiRef, type LlmApi } from '../api';
import { MAX_ENTITIES } from '../catalog';
import { ready, useCardState, type CardState } from '../frame';
import { tokensOf } from '../usage/readUsed';
import { spanOf } from '../usage/span';
import type { RowUsage } from './rowTypes';

/** The most rows of one answer. */
const PAGE = 1000;

/** What the models of the fleet used in the last 30 days, by the refs of the models. */
export type FleetUsage = ReadonlyMap<string, RowUsage>;

/**
 * Reads what all models used. The lists do not wait for it: the figures come
 * into the rows when they are there.
 */
export function useFleetUsage(): CardState<FleetUsage> {
  const llmApi = useApi(llmApiRef);
  return useCardState(
    useCallback(
      async (signal: AbortSignal) =>
        ready(await readFleetUsage({ llmApi, now: new Date(), signal })),
      [llmApi],
    ),
  );
}

/**
 * Reads the sums of all models, page by page.
 *
 * @throws what the client throws
 */
async function readFleetUsage(options: {
  llmApi: Pick<LlmApi, 'readUsage'>;
  now: Date;
  signal: AbortSignal;
}): Promise<FleetUsage> {
  const { llmApi, now, signal } = options;
  const { from, to } = spanOf('30d', now);
  const usage = new Map<string, RowUsage>();
  let cursor: string | undefined;
  do {
    const answer = await llmApi.readUsage(
      { from, to, step: 'total', by: ['model'], limit: PAGE, cursor },
      { signal },
    );
    for (const row of answer.rows) {
      if (row.key.model !== undefined) {
        usage.set(row.key.model, usageOf(row));
      }
    }
    cursor = answer.nextCursor;
  } while (cursor && usage.size < MAX_ENTITIES);
  return usage;
}

function usageOf(row: LlmUsageRow): RowUsage {
  const { inputTokens, outputTokens } = row.counts;
  return {
    tokens: tokensOf(row),
    tokensPartial: [inputTokens, outputTokens].some(count =>
      count?.qualifiers.includes('partial'),
    ),
    cost: (row.cost ?? []).map(({ amount, currency }) => ({
      amount: Number(amount),
      currency,
    })),
    unpriced: row.unpriced,
  };
}
