import { Money } from '@modelyard/llm-units';
import { countOf } from '../histograms/statistics';
import { Histogram } from '../histograms/Histogram';
import { Reading } from '../reading/Reading';
import { toFigure, zeroBeside } from '../reading/toFigure';
import { NO_PROVENANCE } from '../result/makeFigure';
import { ExplainedInput, Figure, MeasureUnit } from '../result/MeasureResult';
import { seriesOf } from '../series/seriesTable';
import { AnyReading, MeasureInputs } from './Measure';
import { MeasureContext } from './MeasureContext';
import { AmountNeed, HistogramNeed, Need, NumberNeed } from './Need';

/** Names of the needs of one kind. */
type NameOf<TNeeds, TNeed> = {
  [Name in keyof TNeeds]: TNeeds[Name] extends TNeed ? Name : never;
}[keyof TNeeds] &
  string;

type Kinds = {
  number: number;
  histogram: Histogram;
  amounts: readonly Money[];
};

const KINDS: {
  readonly [Kind in keyof Kinds]: (value: unknown) => value is Kinds[Kind];
} = {
  number: (value): value is number => typeof value === 'number',
  histogram: (value): value is Histogram =>
    typeof value === 'object' && value !== null && 'counts' in value,
  amounts: (value): value is readonly Money[] => Array.isArray(value),
};

/** Gives a formula its inputs under their names, each of the kind that the need says. */
export class InputReader<TNeeds extends Readonly<Record<string, Need>>> {
  readonly context: MeasureContext;
  readonly window: MeasureInputs['window'];
  readonly task: MeasureInputs['task'];

  constructor(
    private readonly needs: TNeeds,
    private readonly inputs: MeasureInputs,
  ) {
    this.context = inputs.context;
    this.window = inputs.window;
    this.task = inputs.task;
  }

  number(name: NameOf<TNeeds, NumberNeed>): Reading<number> {
    return typed(this.raw(name), 'number');
  }

  histogram(name: NameOf<TNeeds, HistogramNeed>): Reading<Histogram> {
    return typed(this.raw(name), 'histogram');
  }

  amounts(name: NameOf<TNeeds, AmountNeed>): Reading<readonly Money[]> {
    return typed(this.raw(name), 'amounts');
  }

  /**
   * A number as a figure.
   *
   * @param beside - Need whose reading shows that the source was looking, for series that are born with their first event
   */
  figure(
    name: NameOf<TNeeds, NumberNeed>,
    unit: MeasureUnit,
    beside?: NameOf<TNeeds, NumberNeed | HistogramNeed>,
  ): Figure {
    const reading = this.number(name);
    return toFigure(
      beside === undefined ? reading : zeroBeside(reading, this.raw(beside)),
      unit,
    );
  }

  /** Every input as it was read, for people. */
  explain(): ExplainedInput[] {
    return Object.entries(this.needs).map(([name, need]) => {
      const reading = this.raw(name);
      const { unit } = seriesOf(need.series);
      const value =
        reading.state === 'read' ? plainValue(reading.value) : undefined;
      const note =
        reading.state === 'error' || reading.state === 'not_instrumented'
          ? reading.reason.message
          : reading.note;
      return {
        name,
        what: need.series,
        state: reading.state,
        ...(value !== undefined && {
          value,
          unit: need.reads === 'histogram' ? 'observations' : unit,
        }),
        ...(reading.sources.length > 0 && {
          source: reading.sources.join(', '),
        }),
        ...(reading.asOf !== undefined && { asOf: reading.asOf }),
        ...(reading.query !== undefined && { query: reading.query }),
        ...(note !== undefined && { note }),
      };
    });
  }

  private raw(name: string): AnyReading {
    return (
      Object.entries(this.inputs.readings).find(
        ([key]) => key === name,
      )?.[1] ?? {
        ...NO_PROVENANCE,
        state: 'not_instrumented',
        reason: {
          code: 'no-source',
          message: `No source that is set up reports ${this.needs[name].series}`,
        },
      }
    );
  }
}

function typed<TKind extends keyof Kinds>(
  reading: AnyReading,
  kind: TKind,
): Reading<Kinds[TKind]> {
  if (reading.state !== 'read') {
    return reading;
  }
  const { value, state, ...rest } = reading;
  const check: (candidate: unknown) => candidate is Kinds[TKind] = KINDS[kind];
  return check(value)
    ? { ...rest, state, value }
    : {
        ...rest,
        state: 'error',
        reason: {
          code: 'wrong-kind',
          message: `The source gave no ${kind} where one was asked for`,
        },
      };
}

/** A histogram stands as its observations; money of several currencies has no one number. */
function plainValue(
  value: number | Histogram | readonly Money[],
): number | undefined {
  if (typeof value === 'number') {
    return value;
  }
  if ('counts' in value) {
    return countOf(value);
  }
  return value.length === 1 ? Number(value[0].amount) : undefined;
}
