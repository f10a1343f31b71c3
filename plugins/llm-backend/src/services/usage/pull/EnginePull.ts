import {
  hourOf,
  periodStart,
  Profile,
  Qualifier,
} from '@modelyard/llm-measures';
import { MeasureSpan } from '@modelyard/plugin-llm-node';
import { HourStore } from '../HourStore';
import { dueHours, HourRange, takeRange } from './dueHours';
import { PullConfig } from './PullConfig';
import { RangeReader, RangeReaderOptions, RangeTask } from './RangeReader';
import { findHeldSeries, HeldSeries } from './readProfile';
import { sourceOf } from './sourceOf';

const HOUR = 3_600_000;
/** Scrapes before a range that show what was born in it, and after it that show what has ended. */
const LEAD_SCRAPES = 10;
const TAIL_SCRAPES = 5;
/** Hours that are read at once at most. */
const MOST_HOURS = 24;
/** Rows and samples that are held at once, as far as it is known before. */
const MOST_ROWS = 10_000;
const MOST_SAMPLES = 500_000;
/** Samples of one series of one subject, which are computed without a pause. */
const MOST_SAMPLES_IN_STEP = 50_000;

/** Hours of one profile that have to be read. */
interface Due {
  readonly profile: Profile;
  readonly held: readonly HeldSeries[];
  /** Beginnings of the hours, the newest first. */
  readonly hours: number[];
}

/** What an engine pull is made with. */
export interface EnginePullOptions extends RangeReaderOptions {
  readonly config: PullConfig;
  readonly profiles: readonly Profile[];
  readonly store: HourStore;
  /** Milliseconds since 1970; for tests. */
  readonly now?: () => number;
}

/** Hours that the ledger does not have. */
export interface PullGap {
  readonly hours: number;
  /** Beginning of the oldest of them, in milliseconds since 1970; absent where there is none. */
  readonly oldest?: number;
}

/** Brings the hours of one engine into the ledger. */
export class EnginePull {
  readonly #options: EnginePullOptions;
  readonly #now: () => number;
  readonly #reader: RangeReader;
  /** Beginning of the hours that the ledger keeps, as far as it is known. */
  #keptFrom = 0;
  /** What an hour of a profile had last. */
  readonly #sizes = new Map<
    string,
    { rows: number; samples: number; samplesInStep: number }
  >();

  static create(options: EnginePullOptions) {
    return new EnginePull(options);
  }

  private constructor(options: EnginePullOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#reader = RangeReader.create(options);
  }

  /**
   * Reads all hours that are due, the newest first, until the signal ends it. What is done by then is in the store.
   *
   * @throws MeasureEngineError, or the reason of the signal
   */
  async run(signal: AbortSignal): Promise<void> {
    await this.#options.names.ready();
    const range = this.#wholeRange();
    const watched = await this.#watchesItself(range, signal);
    const due: Due[] = [];
    for (const profile of this.#options.profiles) {
      const found = await this.#findDue(profile, range, signal);
      due.push(...(found ? [found] : []));
    }
    for (;;) {
      signal.throwIfAborted();
      const [next] = due
        .filter(({ hours }) => hours.length > 0)
        // What people look at first comes first, of every profile.
        .sort((a, b) => b.hours[0] - a.hours[0]);
      if (!next) {
        return;
      }
      const { hours, ...rest } = next;
      const most = this.#mostHours(rest.profile);
      await this.#pull(
        { ...rest, range: takeRange(hours, most) },
        watched,
        signal,
      );
    }
  }

  /** Hours that are missing of any source that the ledger has other hours of. */
  async gap(): Promise<PullGap> {
    const { engine, profiles, store } = this.#options;
    const range = this.#wholeRange();
    const missing = new Set<number>();
    for (const { id } of profiles) {
      const source = sourceOf(engine.name, id);
      const known = await store.hoursOf({ source, ...range });
      if (known.length > 0) {
        const there = new Set(known.map(({ period }) => periodStart(period)));
        hoursIn(range)
          .filter(hour => !there.has(hour))
          .forEach(hour => missing.add(hour));
      }
    }
    return {
      hours: missing.size,
      ...(missing.size > 0 && { oldest: Math.min(...missing) }),
    };
  }

  /** From the beginning of the backfill to the last hour that is over, and whose last samples are there. */
  #wholeRange(): HourRange {
    const { scrapeIntervalMs, backfillMs } = this.#options.config;
    const to =
      Math.floor((this.#now() - TAIL_SCRAPES * scrapeIntervalMs) / HOUR) * HOUR;
    const from = to - Math.ceil(backfillMs / HOUR) * HOUR;
    return { from: Math.min(to, Math.max(from, this.#keptFrom)), to };
  }

  /** As many hours as can be held at once. The first one tells how much that is. */
  #mostHours(profile: Profile): number {
    const size = this.#sizes.get(profile.id);
    return size
      ? Math.max(
          1,
          Math.min(
            MOST_HOURS,
            Math.floor(MOST_ROWS / Math.max(1, size.rows)),
            Math.floor(MOST_SAMPLES / Math.max(1, size.samples)),
            Math.floor(MOST_SAMPLES_IN_STEP / Math.max(1, size.samplesInStep)),
          ),
        )
      : 1;
  }

  /** Undefined where there is nothing to do, or the engine holds nothing of the source. */
  async #findDue(
    profile: Profile,
    range: HourRange,
    signal: AbortSignal,
  ): Promise<Due | undefined> {
    const { engine, settings, config, store } = this.#options;
    const source = sourceOf(engine.name, profile.id);
    const hours = dueHours({
      known: await store.hoursOf({ source, ...range }),
      range,
      rereadMs: config.rereadMs,
      now: this.#now(),
    });
    if (hours.length === 0) {
      return undefined;
    }
    const held = await findHeldSeries({
      engine,
      profile,
      labels: settings.labels,
      span: { start: Math.min(...hours), end: Math.max(...hours) + HOUR },
      signal,
    });
    return held.length > 0 ? { profile, held, hours } : undefined;
  }

  async #pull(task: RangeTask, watched: boolean, signal: AbortSignal) {
    const { engine, store } = this.#options;
    const { profile, range } = task;
    const { rows, samples, samplesInStep, partial } = await this.#reader.read(
      task,
      this.#spanOf(range),
      signal,
    );
    const blind = watched ? await this.#blindHours(range, signal) : undefined;
    const kinds = ['approximate', 'exact'] as const;
    // The exact ones last: it is by them that an hour is known to be done.
    for (const kind of kinds) {
      const source = sourceOf(engine.name, profile.id, kind);
      const mayHave =
        kind === 'exact' ||
        task.held.some(({ id }) => profile.series[id]?.approximate);
      if (mayHave) {
        const { expired } = await store.replaceHours({
          source,
          hours: hoursIn(range).map(hour => {
            const qualifiers: Qualifier[] =
              partial || blind?.has(hour) ? ['partial'] : [];
            const period = hourOf(hour);
            return {
              period,
              rows: rows
                .filter(
                  ({ key }) => key.period === period && key.source === source,
                )
                .map(row => ({
                  ...row,
                  qualifiers: [...row.qualifiers, ...qualifiers],
                })),
              qualifiers,
            };
          }),
          reason: `The engine ${engine.name} was asked again`,
        });
        // What the ledger no longer keeps is never filled.
        this.#keptFrom = Math.max(
          this.#keptFrom,
          expired > 0 ? range.from + expired * HOUR : 0,
        );
      }
    }
    const count = hoursIn(range).length;
    this.#sizes.set(profile.id, {
      rows: rows.length / count,
      samples: samples / count,
      samplesInStep: samplesInStep / count,
    });
  }

  #spanOf({ from, to }: HourRange): MeasureSpan {
    const { scrapeIntervalMs } = this.#options.config;
    return {
      start: from - LEAD_SCRAPES * scrapeIntervalMs,
      end: Math.min(to + TAIL_SCRAPES * scrapeIntervalMs, this.#now()),
    };
  }

  /** Whether the engine writes down whether it could scrape: then hours without any such sample are hours that it lost. */
  async #watchesItself(range: HourRange, signal: AbortSignal) {
    const { values } = await this.#options.engine.labelValues('__name__', {
      start: range.from,
      end: range.to,
      selectors: ['up'],
      signal,
    });
    return values.length > 0;
  }

  /** Hours of a range in which the engine scraped nothing at all. */
  async #blindHours(range: HourRange, signal: AbortSignal) {
    const step = 5 * 60_000;
    const { series } = await this.#options.engine.range('count(up)', {
      start: range.from + step,
      end: range.to,
      step,
      signal,
    });
    const seen = new Set(
      series.flatMap(({ samples }) =>
        samples.map(({ at }) => Math.ceil(at / HOUR) * HOUR - HOUR),
      ),
    );
    return new Set(hoursIn(range).filter(hour => !seen.has(hour)));
  }
}

function hoursIn({ from, to }: HourRange): number[] {
  return Array.from({ length: (to - from) / HOUR }, (_, i) => from + i * HOUR);
}
