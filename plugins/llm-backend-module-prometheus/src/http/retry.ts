import { setTimeout as pause } from 'node:timers/promises';
import { TransientFailure } from './EngineFailures';

/** How often something is tried, and with which pauses. */
export interface RetryPolicy {
  /** How often it is tried in all. */
  readonly attempts: number;
  /** The longest pause before the second attempt, in milliseconds; it doubles each time. */
  readonly baseMs: number;
  /** The longest pause of all, also where the engine asks for one: it is given up instead of waiting longer. */
  readonly longestMs: number;
}

/**
 * Tries again what failed in passing, after a random pause so that many who failed together do not come back together.
 *
 * @throws what the last attempt failed with; the reason of the signal
 */
export async function retry<T>(
  attempt: () => Promise<T>,
  policy: RetryPolicy,
  signal?: AbortSignal,
): Promise<T> {
  for (let made = 1; ; made++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof TransientFailure)) {
        throw error;
      }
      const wait = error.retryAfterMs ?? randomPause(made, policy);
      if (made >= policy.attempts || wait > policy.longestMs) {
        throw error.failure;
      }
      await pause(wait, undefined, { signal }).catch(() =>
        signal?.throwIfAborted(),
      );
    }
  }
}

function randomPause(made: number, { baseMs, longestMs }: RetryPolicy): number {
  return Math.random() * Math.min(longestMs, baseMs * 2 ** (made - 1));
}

/** Reads a Retry-After header, in seconds or as a date; undefined where it says nothing of use. */
export function parseRetryAfter(
  value: string | null,
  now: number,
): number | undefined {
  if (value === null) {
    return undefined;
  }
  const ms = /^\d+$/.test(value.trim())
    ? Number(value) * 1000
    : Date.parse(value) - now;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
