import { Profile } from '@modelyard/llm-measures';
import { MeasureEngine } from '@modelyard/plugin-llm-node';
import { ReadingAsk, Readings, Span, Waiting } from '../reading/ReadingAsk';
import { everywhere, notInstrumented, worthiest } from '../reading/readings';
import { hasAny, joinPlaces } from './joinPlaces';
import { ProfileReader } from './ProfileReader';
import { Selection } from './selections';

/** What is asked of a place. */
interface PlaceAsk {
  readonly ask: ReadingAsk;
  readonly waiting: Waiting;
  readonly steps?: readonly Span[];
  /** Of one vantage: what they count is the same, so that the first that has any counts. */
  readonly profiles: readonly Profile[];
}

/** Chooses the engines that hold the series of a place. */
export class PlaceReader {
  readonly #engines: readonly MeasureEngine[];
  readonly #reader: ProfileReader;

  static create(options: {
    engines: readonly MeasureEngine[];
    reader: ProfileReader;
  }) {
    return new PlaceReader(options.engines, options.reader);
  }

  private constructor(
    engines: readonly MeasureEngine[],
    reader: ProfileReader,
  ) {
    this.#engines = engines;
    this.#reader = reader;
  }

  /** Whether there is no engine at all. */
  get isEmpty(): boolean {
    return this.#engines.length === 0;
  }

  /**
   * Reads one place. Engines that name its cluster come before those that hold all; of several with the same series the first
   * counts. What may be anywhere is added over engines of different clusters.
   */
  async read(selection: Selection, asked: PlaceAsk): Promise<Readings> {
    const { cluster } = selection;
    const named = this.#engines.filter(
      ({ clusters }) =>
        clusters !== undefined &&
        (cluster === undefined || clusters.includes(cluster)),
    );
    const general = this.#engines.filter(
      ({ clusters }) => clusters === undefined,
    );
    if (named.length + general.length === 0) {
      return everywhere(
        notInstrumented(
          'no-engine-of-cluster',
          `No engine under llm.measures holds the series of the cluster ${cluster}`,
        ),
      );
    }
    const near =
      cluster === undefined
        ? await this.#added(apart(named), selection, asked)
        : await this.#first(named, selection, asked);
    if (near && hasAny(near)) {
      return near;
    }
    const far = await this.#first(general, selection, asked);
    return (
      worthiest([near, far].flatMap(each => each ?? [])) ??
      everywhere(nothing(asked.ask))
    );
  }

  async #added(
    engines: readonly MeasureEngine[],
    selection: Selection,
    asked: PlaceAsk,
  ): Promise<Readings | undefined> {
    const found = await Promise.all(
      engines.map(async engine => ({
        selection: { ...selection, title: `the engine ${engine.name}` },
        readings: await this.#readEngine(engine, selection, asked),
      })),
    );
    // An engine without such series is one of a cluster where none of it is, and no gap.
    const telling = found.filter(
      ({ readings }) =>
        hasAny(readings) || readings.otherwise.state === 'error',
    );
    const those = telling.length > 0 ? telling : found;
    return those.length > 0 ? joinPlaces(asked.ask, those) : undefined;
  }

  async #first(
    engines: readonly MeasureEngine[],
    selection: Selection,
    asked: PlaceAsk,
  ): Promise<Readings | undefined> {
    const passed: Readings[] = [];
    for (const engine of engines) {
      const readings = await this.#readEngine(engine, selection, asked);
      if (hasAny(readings)) {
        return readings;
      }
      passed.push(readings);
    }
    return worthiest(passed);
  }

  async #readEngine(
    engine: MeasureEngine,
    selection: Selection,
    asked: PlaceAsk,
  ): Promise<Readings> {
    const passed: Readings[] = [];
    for (const profile of asked.profiles) {
      const readings = await this.#reader.read({
        ...asked,
        engine,
        profile,
        selection,
      });
      if (hasAny(readings)) {
        return readings;
      }
      passed.push(readings);
    }
    return worthiest(passed) ?? everywhere(nothing(asked.ask));
  }
}

function nothing({ series }: ReadingAsk) {
  return notInstrumented(
    'no-source',
    `No source that is set up reports ${series}`,
  );
}

/** Engines none of whose clusters another one before them holds. */
function apart(engines: readonly MeasureEngine[]): MeasureEngine[] {
  const held = new Set<string>();
  return engines.filter(({ clusters = [] }) => {
    const isNew = !clusters.some(cluster => held.has(cluster));
    clusters.forEach(cluster => held.add(cluster));
    return isNew;
  });
}
