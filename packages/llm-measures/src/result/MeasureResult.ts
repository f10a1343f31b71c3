import { Money } from '@modelyard/llm-units';

/**
 * Why there is no figure:
 *
 * - `no_traffic`: the denominator is known, and it is zero;
 * - `no_data`: the source answered, but has no series for this, or cannot say whether there was traffic;
 * - `not_instrumented`: no source that is set up can give it;
 * - `not_applicable`: it means nothing for this task, or the entity does not say what it is held against;
 * - `error`: a source failed, or what it said contradicts itself.
 *
 * @public
 */
export type MissingState =
  | 'no_traffic'
  | 'no_data'
  | 'not_instrumented'
  | 'not_applicable'
  | 'error';

/**
 * What limits a figure, or the statement that there is none:
 *
 * - `stale`: the last sample is older than it should be;
 * - `partial`: a part of what it is about was not seen, so that it may be larger;
 * - `approximate`: it was estimated, sampled or interpolated; `bounds` say how far where that is known.
 *
 * @public
 */
export type Qualifier = 'stale' | 'partial' | 'approximate';

/**
 * Units of figures. What is `money` carries its currency.
 *
 * @public
 */
export type MeasureUnit =
  | 'tokens'
  | 'requests'
  | 'checks'
  | 'seconds'
  | 'ratio'
  | 'factor'
  | 'money'
  | 'tokens-per-second'
  | 'kilowatt-hours'
  | 'watt-hours-per-thousand-tokens'
  | 'grams-co2e'
  | 'gpu-hours'
  | 'gpus'
  | 'characters'
  | 'images'
  | 'texts'
  | 'documents';

/**
 * The least and the most that a figure can be. A side that is absent is not known.
 *
 * @public
 */
export interface Bounds {
  readonly low?: number;
  readonly high?: number;
}

/**
 * Why there is no figure, for people.
 *
 * @public
 */
export interface Reason {
  /** Stable name, in lower case with hyphens. */
  readonly code: string;
  /** A sentence without its full stop. */
  readonly message: string;
}

/**
 * What a figure rests on, and what stands even where there is none.
 *
 * @public
 */
export interface Provenance {
  /** In one order, each once. */
  readonly qualifiers: readonly Qualifier[];
  /** ISO 8601 moment of the oldest of the newest samples that it rests on. */
  readonly asOf?: string;
  /** Sources it was read from, in the order of the alphabet. */
  readonly sources: readonly string[];
  /** Share of what should have been seen that was seen, from 0 to 1. */
  readonly coverage?: number;
}

/**
 * A figure that is known.
 *
 * @public
 */
export interface KnownFigure extends Provenance {
  readonly state: 'value';
  readonly value: number;
  readonly unit: MeasureUnit;
  readonly bounds?: Bounds;
  /** The exact amount behind `value` where the unit is `money`. */
  readonly money?: Money;
}

/**
 * A figure that is not known, and why.
 *
 * @public
 */
export interface MissingFigure extends Provenance {
  readonly state: MissingState;
  readonly reason: Reason;
}

/**
 * A figure, or why there is none. A union, so that what is missing cannot be drawn as zero.
 *
 * @public
 */
export type Figure = KnownFigure | MissingFigure;

/**
 * How a figure stands against what the entity promises.
 *
 * @public
 */
export interface Objective {
  readonly limit: number;
  /** Whether the figure should be `below` or `above` the limit. */
  readonly wanted: 'below' | 'above';
  /** `undecided` where the bounds of the figure lie on both sides of the limit, or there is no figure. */
  readonly met: 'yes' | 'no' | 'undecided';
}

/**
 * One input of a formula, as it was read.
 *
 * @public
 */
export interface ExplainedInput {
  /** Name of the input in the formula. */
  readonly name: string;
  /** What was read: the canonical series, or the part of the entity. */
  readonly what: string;
  readonly state: 'read' | 'absent' | MissingState;
  /** Absent where nothing was read; a histogram stands as the number of its observations. */
  readonly value?: number;
  readonly unit?: string;
  readonly source?: string;
  readonly asOf?: string;
  /** What the source was asked, such as PromQL. */
  readonly query?: string;
  readonly note?: string;
}

/**
 * How a result came about, for people.
 *
 * @public
 */
export interface Explanation {
  /** The formula in words. */
  readonly formula: string;
  readonly inputs: readonly ExplainedInput[];
  /** What should be known when reading the figure. */
  readonly notes: readonly string[];
}

/**
 * What a measure says of one entity and one window.
 *
 * @public
 */
export type MeasureResult = Figure & {
  readonly explain: Explanation;
  /** Further figures of the same measure, such as its percentiles. */
  readonly parts: Readonly<Record<string, Figure>>;
  readonly objective?: Objective;
};
