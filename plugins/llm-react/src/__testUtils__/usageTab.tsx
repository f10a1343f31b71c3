import { screen } from '@testing-library/react';
import { useLocation } from 'react-router-dom';
import { UsageContent } from '../usage/UsageContent';
import { llama } from './entities';
import { renderCard } from './renderCard';
import type { UsedHour } from './usageBackend';

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** The model that tests look at. */
export const model = 'model:assistants/llama-3-3-70b';
// The middle of an hour: what was used a whole number of hours ago lies within.
export const now = Math.floor(Date.now() / HOUR) * HOUR;

/** What a consumer used of the model within an hour. */
export function used(
  consumer: string,
  daysAgo: number,
  inputTokens: number,
  more: Partial<UsedHour> = {},
): UsedHour {
  return {
    at: now - daysAgo * DAY,
    key: {
      model,
      consumer,
      version: '2024-12-06-fp8',
      deployment: 'prod',
      operation: 'chat',
      provider: 'vllm',
    },
    counts: { inputTokens, outputTokens: inputTokens / 10, requests: 10 },
    cost: { EUR: inputTokens / 1000 },
    ...more,
  };
}

/** A few hours of several consumers, and one of the time before. */
export const hours = [
  used('component:assistants/support-bot', 1, 6000),
  used('component:assistants/support-bot', 3, 4000),
  used('component:search/search-api', 1, 3000),
  used('key-0123456789abcdef', 2, 500),
  used('unknown', 2, 100, { cost: undefined }),
  used('component:assistants/support-bot', 35, 5000),
];

function Address() {
  return <output data-testid="address">{useLocation().search}</output>;
}

/** Shows the tab, and the address. */
export async function renderUsage(
  options: Parameters<typeof renderCard>[1] = { entity: llama },
) {
  await renderCard(
    <>
      <UsageContent />
      <Address />
    </>,
    options,
  );
}

/** Waits for a table. */
export const table = (name: RegExp) => screen.findByRole('table', { name });
