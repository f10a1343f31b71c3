import { AUTHORITY_ORDER, Profile, Vantage } from '@modelyard/llm-measures';
import { ReadingAsk, Readings, Span, Waiting } from '../reading/ReadingAsk';
import { everywhere, notInstrumented, worthiest } from '../reading/readings';
import { MeasuredModel, MeasuredPool } from '../subject/MeasuredSubject';
import { hasAny, joinPlaces, withFailures } from './joinPlaces';
import { PlaceReader } from './PlaceReader';
import { selectionsOf } from './selections';

/** Of what is not traffic no two sources tell the same: their order does not matter. */
const ORDER: readonly Vantage[] = [
  ...AUTHORITY_ORDER,
  'guardrail',
  'device',
  'cluster',
  'cost',
];

/** Readings from engines: of the first vantage that has any, of each place the first profile that has any. */
export class EngineReadings {
  readonly #profiles: readonly Profile[];
  readonly #places: PlaceReader;

  static create(options: {
    profiles: readonly Profile[];
    places: PlaceReader;
  }) {
    return new EngineReadings(options);
  }

  private constructor(options: {
    profiles: readonly Profile[];
    places: PlaceReader;
  }) {
    this.#profiles = options.profiles;
    this.#places = options.places;
  }

  /** What fails is a reading as well. Rejects only with the reason of the client's signal. */
  async read(
    ask: ReadingAsk,
    subject: MeasuredModel | MeasuredPool,
    waiting: Waiting,
    steps?: readonly Span[],
  ): Promise<Readings> {
    if (this.#places.isEmpty) {
      return everywhere(
        notInstrumented(
          'no-engine',
          `No engine is set up under llm.measures that could tell of ${ask.series}`,
        ),
      );
    }
    const allowed = ask.vantages ?? ORDER;
    const able = this.#profiles.filter(
      profile =>
        profile.series[ask.series] !== undefined &&
        allowed.includes(profile.vantage),
    );
    if (able.length === 0) {
      return everywhere(
        notInstrumented(
          'no-profile',
          `No source whose series are known reports ${ask.series}${
            ask.vantages ? ` as seen from the ${ask.vantages.join(' or ')}` : ''
          }; a profile of one's own under llm.measures.profiles may`,
        ),
      );
    }
    const passed: Readings[] = [];
    for (const vantage of ORDER) {
      const profiles = able.filter(each => each.vantage === vantage);
      if (profiles.length > 0) {
        const readings = await this.#readVantage({
          ask,
          subject,
          waiting,
          steps,
          profiles,
          vantage,
        });
        if (hasAny(readings)) {
          return withFailures(readings, passed);
        }
        passed.push(readings);
      }
    }
    return (
      worthiest(passed) ??
      everywhere(notInstrumented('no-source', `Nothing reports ${ask.series}`))
    );
  }

  async #readVantage(options: {
    ask: ReadingAsk;
    subject: MeasuredModel | MeasuredPool;
    waiting: Waiting;
    steps?: readonly Span[];
    profiles: readonly Profile[];
    vantage: Vantage;
  }): Promise<Readings> {
    const { ask, subject, vantage } = options;
    const selections = selectionsOf({
      subject,
      scope: ask.scope,
      ...(ask.by && { by: ask.by }),
      vantage,
    });
    if (!selections.ok) {
      return everywhere(
        notInstrumented(
          'not-told-apart',
          `Seen from the ${vantage}, ${selections.reason}`,
        ),
      );
    }
    const places = await Promise.all(
      selections.value.map(async selection => ({
        selection,
        readings: await this.#places.read(selection, options),
      })),
    );
    return joinPlaces(ask, places);
  }
}
