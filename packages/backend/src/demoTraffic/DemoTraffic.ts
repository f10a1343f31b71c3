import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { setTimeout as sleep } from 'node:timers/promises';
import { Caller } from './callers';
import { callsOfHour, DemoCall, HOUR_MS } from './callsOfHour';
import { LiveCounters, PastCounters } from './CounterReports';
import { HourMarks } from './HourMarks';
import { DemoTrafficConfig } from './readDemoTrafficConfig';
import { SpanReports } from './SpanReports';

const DAY_HOURS = 24;
const TICK_MS = 5_000;
/** Between hours of the past, so that whoever looks at the portal meanwhile is not held up. */
const BREATH_MS = 40;
const RETRY_MS = 10_000;
/** How often it is said how far the past has come. */
const TELL_DAYS = 7;

/** Sends traffic that is made up: what there would have been before the first start, and from then on what there is. */
export class DemoTraffic {
  readonly #options: {
    readonly config: DemoTrafficConfig;
    readonly callers: readonly Caller[];
    readonly spans: SpanReports;
    readonly live: LiveCounters;
    readonly past: PastCounters;
    readonly marks: HourMarks;
    readonly logger: LoggerService;
    readonly now?: () => number;
  };
  #failing = false;

  static create(options: {
    config: DemoTrafficConfig;
    callers: readonly Caller[];
    spans: SpanReports;
    live: LiveCounters;
    past: PastCounters;
    marks: HourMarks;
    logger: LoggerService;
    /** Milliseconds since 1970; for tests. */
    now?: () => number;
  }) {
    return new DemoTraffic(options);
  }

  private constructor(options: Parameters<typeof DemoTraffic.create>[0]) {
    this.#options = options;
  }

  /** Runs until the signal ends it; never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all([this.sendPast(signal), this.#sendLive(signal)]);
  }

  /**
   * Sends the hours before the present one that have none of it yet, the newest day first.
   *
   * @returns How many hours were sent
   */
  async sendPast(signal: AbortSignal): Promise<number> {
    const { config, marks, logger } = this.#options;
    const present = this.#hour();
    const first = present - config.historyDays * DAY_HOURS;
    const marked = await marks.between(first, present);
    let sent = 0;
    for (let day = 0; day < config.historyDays; day += 1) {
      const end = present - day * DAY_HOURS;
      for (let hour = end - DAY_HOURS; hour < end; hour += 1) {
        if (!marked.has(hour) && (await this.#sendHour(hour, signal))) {
          sent += 1;
        }
        if (signal.aborted) {
          return sent;
        }
      }
      const done = day + 1;
      if (sent > 0 && (done % TELL_DAYS === 0 || done === config.historyDays)) {
        logger.info(
          `Demo traffic: ${done} of ${config.historyDays} days of the past are in the ledger`,
        );
      }
    }
    await marks.forgetBefore(first);
    return sent;
  }

  async #sendHour(hour: number, signal: AbortSignal): Promise<boolean> {
    const { spans, past, marks } = this.#options;
    const calls = this.#callsOf(hour);
    while (!signal.aborted) {
      try {
        await spans.send(calls);
        await past.send(calls, {
          start: hour * HOUR_MS,
          end: (hour + 1) * HOUR_MS,
        });
        await marks.add(hour);
        this.#failing = false;
        await pause(BREATH_MS, signal);
        return true;
      } catch (error) {
        this.#complain(error, signal);
        await pause(RETRY_MS, signal);
      }
    }
    return false;
  }

  async #sendLive(signal: AbortSignal): Promise<void> {
    const { marks, spans, live } = this.#options;
    // An hour in which another process has been at work goes on from now: its counters are not counted again.
    const fresh = await marks.add(this.#hour());
    let sent = fresh ? this.#hour() * HOUR_MS : this.#now();
    while (!signal.aborted) {
      try {
        const now = this.#now();
        const calls = this.#callsBetween(sent, now);
        await marks.add(this.#hour());
        await spans.send(calls);
        live.add(calls);
        sent = now;
        this.#failing = false;
      } catch (error) {
        this.#complain(error, signal);
      }
      await pause(TICK_MS, signal);
    }
  }

  #callsBetween(from: number, to: number): DemoCall[] {
    const calls: DemoCall[] = [];
    for (
      let hour = Math.floor(from / HOUR_MS);
      hour * HOUR_MS < to;
      hour += 1
    ) {
      calls.push(
        ...this.#callsOf(hour).filter(({ end }) => end > from && end <= to),
      );
    }
    return calls;
  }

  #callsOf(hour: number): DemoCall[] {
    const { config, callers } = this.#options;
    return callsOfHour(hour, { seed: config.seed, callers });
  }

  #complain(error: unknown, signal: AbortSignal): void {
    if (!this.#failing && !signal.aborted) {
      this.#failing = true;
      this.#options.logger.warn(
        `Demo traffic is not taken, and is sent again until it is: ${stringifyError(
          error,
        )}`,
      );
    }
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }

  #hour(): number {
    return Math.floor(this.#now() / HOUR_MS);
  }
}

/** Ends early, and without a word, when there is no more to do. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal, ref: false }).catch(() => {});
}
