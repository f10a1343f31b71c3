import { CounterSeries } from './samples';

/** Where a single sample says nothing of the distance between two. */
const USUAL_INTERVAL = 30_000;

/** How fast a counter goes at most, as far as its samples show. */
export interface Pace {
  readonly intervalMs: number;
  /** The most that happens unseen in a span of time; infinite where nothing is known. */
  most(milliseconds: number): number;
}

/**
 * The pace of the fastest stretch between two samples, and the largest step. A gap of one scrape can hold a whole step more
 * than the pace explains: a request of many tokens is counted at once.
 */
export function paceOf(
  series: readonly CounterSeries[],
  options: { scrapeIntervalMs?: number; largestStep?: number },
): Pace {
  const distances: number[] = [];
  let fastest = 0;
  let largest = options.largestStep ?? 1;
  for (const { samples } of series) {
    for (let i = 1; i < samples.length; i++) {
      const distance = samples[i].at - samples[i - 1].at;
      const step = samples[i].value - samples[i - 1].value;
      distances.push(distance);
      if (step >= 0) {
        fastest = Math.max(fastest, step / distance);
        largest = Math.max(largest, step);
      }
    }
  }
  const intervalMs =
    options.scrapeIntervalMs ??
    distances.sort((a, b) => a - b)[Math.floor(distances.length / 2)] ??
    USUAL_INTERVAL;
  // Short distances (two scrapers, a retry) would make a pace that no scrape has.
  const pace = Math.min(fastest, largest / intervalMs);
  return {
    intervalMs,
    // One sample alone says nothing of how fast a counter goes.
    most: milliseconds =>
      distances.length === 0 ? Infinity : pace * milliseconds + largest,
  };
}
