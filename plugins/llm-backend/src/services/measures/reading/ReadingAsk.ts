import {
  AnyReading,
  Dimension,
  Need,
  QueryAsk,
  SeriesId,
  Vantage,
} from '@modelyard/llm-measures';

/** A span of time, in milliseconds since 1970; its end no longer belongs to it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The span that a figure is about. */
export interface MeasuredSpan extends Span {
  /** Names the span however late it is asked for: what ends now is the same question a moment later. */
  readonly name: string;
  /** Whether it ends now, so that its figures still change. */
  readonly live: boolean;
}

/** What part of a model is asked about. */
export interface Scope {
  readonly deployment?: string;
  readonly version?: string;
}

/** One input of a measure, over one span. */
export interface ReadingAsk {
  readonly series: SeriesId;
  readonly reads: Need['reads'];
  readonly ask: QueryAsk;
  /** From where it must be seen; from whoever has the authority where this is absent. */
  readonly vantages?: readonly Vantage[];
  readonly span: MeasuredSpan;
  readonly scope: Scope;
  /** One reading for each value of this dimension. */
  readonly by?: Dimension;
  /** One reading for each hour or day. Never together with `by`. */
  readonly step?: 'hour' | 'day';
}

/** Answers to one ask: by the value of its dimension, by the beginning of its step, or under {@link WHOLE}. */
export interface Readings {
  readonly of: ReadonlyMap<string, AnyReading>;
  /** Stands where there is none of its own. */
  readonly otherwise: AnyReading;
}

/** The key of the one reading of an ask that is not broken down. */
export const WHOLE = '';

/** How long a request waits. */
export interface Waiting {
  /** The client went away: all of it ends. */
  readonly signal?: AbortSignal;
  /** The time is up: what is there is answered. */
  readonly deadline: AbortSignal;
}

/** The reading of a key. */
export function readingOf(readings: Readings, key: string): AnyReading {
  return readings.of.get(key) ?? readings.otherwise;
}

/** The key of a step. */
export function stepKey(from: number): string {
  return new Date(from).toISOString();
}
