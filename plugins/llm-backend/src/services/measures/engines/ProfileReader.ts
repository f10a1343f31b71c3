import {
  AnyReading,
  profileReading,
  Provenance,
  qualifiersOf,
  query,
  QuerySelector,
} from '@modelyard/llm-measures';
import { EngineSelectors, PLAIN_SELECTORS } from '../config/MeasuresConfig';
import { describeFailure } from '../reading/describeFailure';
import { Readings } from '../reading/ReadingAsk';
import {
  everywhere,
  failed,
  notInstrumented,
  remark,
} from '../reading/readings';
import { whyStale } from '../reading/whyStale';
import { HOUR, SECOND } from '../reading/windows';
import { EngineAsker } from './EngineAsker';
import {
  absenceOf,
  endOfStep,
  isThere,
  ProfileAsk,
  sourceName,
  withoutAddresses,
  witnessOf,
} from './profileFacts';
import { labelOfDimension, selectorOf } from './selections';
import { toReadings } from './toReadings';

/** What limits the figures of an answer, and when they were taken. */
interface Circumstances {
  readonly from: Provenance;
  readonly note?: string;
}

/** Asks one engine for one series as one profile writes it. */
export class ProfileReader {
  readonly #asker: EngineAsker;
  readonly #selectors: ReadonlyMap<string, EngineSelectors>;

  static create(options: {
    asker: EngineAsker;
    selectors: ReadonlyMap<string, EngineSelectors>;
  }) {
    return new ProfileReader(options.asker, options.selectors);
  }

  private constructor(
    asker: EngineAsker,
    selectors: ReadonlyMap<string, EngineSelectors>,
  ) {
    this.#asker = asker;
    this.#selectors = selectors;
  }

  /** What fails is a reading as well. Rejects only with the reason of the client's signal. */
  async read(asked: ProfileAsk): Promise<Readings> {
    try {
      return await this.#read(asked);
    } catch (error) {
      asked.waiting.signal?.throwIfAborted();
      const { code, message } = describeFailure(error);
      const source = sourceName(asked);
      return everywhere(
        failed(
          code,
          code === 'timeout' && !message.includes(asked.engine.name)
            ? `${asked.engine.name}: ${message}`
            : message,
          [source],
        ),
      );
    }
  }

  async #read(asked: ProfileAsk): Promise<Readings> {
    const { ask, engine, profile, selection } = asked;
    const settings = this.#selectors.get(engine.name) ?? PLAIN_SELECTORS;
    if (settings.profiles && !settings.profiles.includes(profile.id)) {
      return everywhere(
        notInstrumented(
          'profile-not-chosen',
          `The engine ${engine.name} is not asked for ${profile.title}: llm.measures.selectors names other profiles`,
        ),
      );
    }
    const selector = selectorOf({
      selection,
      profile,
      series: ask.series,
      settings,
      ...(engine.clusters && { clusters: engine.clusters }),
    });
    if (!selector.ok) {
      return everywhere(notInstrumented('not-selectable', selector.reason));
    }
    const held = await this.#asker.names({
      engine,
      settings,
      profile,
      span: ask.span,
      waiting: asked.waiting,
    });
    const source = sourceName(asked);
    if (!isThere(profile, ask, held)) {
      return everywhere(
        held.size > 0
          ? {
              qualifiers: [],
              sources: [source],
              state: 'absent',
              absence: absenceOf(profile, ask),
            }
          : notInstrumented(
              'source-absent',
              `The engine ${engine.name} holds no series of ${profile.title}`,
            ),
      );
    }
    const entry = profile.series[ask.series];
    if (entry?.never !== undefined) {
      return everywhere(
        profileReading({
          profile,
          series: ask.series,
          answer: { qualifiers: [], sources: [source] },
        }),
      );
    }
    return this.#ask(asked, settings, held, selector);
  }

  async #ask(
    asked: ProfileAsk,
    settings: EngineSelectors,
    held: ReadonlySet<string>,
    selected: { selector: QuerySelector } & Pick<
      AnyReading,
      'qualifiers' | 'note'
    >,
  ): Promise<Readings> {
    const { ask, engine, profile, selection, steps, waiting } = asked;
    const { span } = ask;
    const byLabel =
      ask.by !== undefined && ask.by !== 'deployment' && ask.by !== 'version'
        ? ask.by
        : undefined;
    const window = steps ? steps[0] : span;
    const windowSeconds = (window.to - window.from) / SECOND;
    const longest = profile.longestWindow;
    if (longest !== undefined && windowSeconds > longest) {
      return everywhere(
        notInstrumented(
          'window-too-long',
          `${profile.title} makes sense over ${longest} seconds at most, and was asked for ${windowSeconds}`,
        ),
      );
    }
    const written = query({
      profile,
      series: ask.series,
      selector: selected.selector,
      ask: ask.ask,
      windowSeconds,
      ...(byLabel && { by: [byLabel] }),
    });
    if (!written.ok) {
      const [{ code, message }] = written.issues;
      return everywhere(
        code === 'not-instrumented'
          ? notInstrumented(code, message)
          : failed(code, `The query for ${ask.series} ${message}`),
      );
    }
    const [text] = written.value;
    const [cached, circumstances] = await Promise.all([
      this.#asker.ask({
        engine,
        text,
        question: [
          profile.id,
          ask.series,
          ask.ask,
          ask.by,
          ask.step,
          selected.selector,
        ],
        span,
        steps,
        waiting,
      }),
      this.#circumstances(asked, settings, held, selected.selector),
    ]);
    const { value: answer } = cached;
    const qualifiers = qualifiersOf({
      now: span.to,
      scrapeIntervalMs: settings.scrapeIntervalMs,
      ...(circumstances.from.asOf !== undefined && {
        asOf: Date.parse(circumstances.from.asOf),
      }),
      incomplete: answer.partial,
      // What an engine computes over a window is extrapolated to its ends.
      estimated: ask.ask === 'increase' && ask.reads !== 'histogram',
    });
    const from: Provenance = {
      ...circumstances.from,
      qualifiers,
      sources: [sourceName(asked)],
    };
    const label = byLabel && labelOfDimension(profile, ask.series, byLabel);
    const remarks = [
      circumstances.note,
      selected.note,
      ...answer.warnings.map(
        warning => `the engine warns: ${withoutAddresses(warning)}`,
      ),
    ].filter(note => note !== undefined);
    const finish = (reading: AnyReading, asOf?: string): AnyReading =>
      whyStale(
        remark(asOf === undefined ? reading : { ...reading, asOf }, {
          qualifiers: selected.qualifiers,
          ...(remarks.length > 0 && { note: remarks.join('; ') }),
        }),
        cached,
      );
    const readings = toReadings({
      ask,
      profile,
      key: selection.key,
      query: text,
      series: cached.value.series,
      from,
      ...(label !== undefined && { label }),
      ...(steps && { steps }),
    });
    return {
      of: new Map(
        [...readings].map(([key, each]) => [
          key,
          finish(each, steps && endOfStep(key, window, span)),
        ]),
      ),
      otherwise: finish({
        ...from,
        query: text,
        state: 'absent',
        absence: absenceOf(profile, ask),
      }),
    };
  }

  /** When the newest sample of a source was taken, of what is measured up to now. */
  async #circumstances(
    asked: ProfileAsk,
    settings: EngineSelectors,
    held: ReadonlySet<string>,
    selector: QuerySelector,
  ): Promise<Circumstances> {
    const { ask, engine, profile, waiting } = asked;
    const { span } = ask;
    const nothing: Provenance = { qualifiers: [], sources: [] };
    const end = new Date(span.to).toISOString();
    if (asked.steps) {
      // Each step is as of its own end.
      return { from: nothing };
    }
    if (!span.live) {
      return { from: { ...nothing, asOf: end } };
    }
    const series = witnessOf(asked, settings, held, selector);
    const written = query({
      profile,
      series,
      selector,
      ask: 'newest',
      windowSeconds: HOUR / SECOND,
    });
    if (!written.ok || written.value.length === 0) {
      return { from: nothing };
    }
    const { value } = await this.#asker.ask({
      engine,
      text: written.value[0],
      question: [profile.id, series, 'newest', selector],
      span: { from: span.to - HOUR, to: span.to, name: 'newest', live: true },
      waiting,
    });
    const newest = value.series[0]?.samples[0]?.value;
    if (newest !== undefined && Number.isFinite(newest)) {
      return {
        from: { ...nothing, asOf: new Date(newest * SECOND).toISOString() },
      };
    }
    // Older than an hour, by how much is not worth a query.
    return {
      from: {
        ...nothing,
        asOf: new Date(
          span.to - Math.max(HOUR, 6 * settings.scrapeIntervalMs),
        ).toISOString(),
      },
      note: 'there was no sample within the last hour',
    };
  }
}
