import type {
  Dimension,
  Figure,
  MeasureResult,
  MeasureUnit,
  MeasuredTask,
} from '@modelyard/llm-measures';

/**
 * A span of time: the last hours or days up to now, `month` from the first of the month (UTC) up to now, `slo` the window of the
 * objectives of the entity (30 days where it names none), or a span of one's own, in ISO 8601, whose end no longer belongs to it.
 *
 * @public
 */
export type LlmWindow =
  | '1h'
  | '6h'
  | '24h'
  | '7d'
  | '30d'
  | '90d'
  | 'month'
  | 'slo'
  | { from: string; to: string };

/**
 * What there is to measure.
 *
 * @public
 */
export interface LlmMeasureDefinition {
  /** Names the measure, such as `token-usage`. */
  id: string;
  /** The unit of its figure. */
  unit: MeasureUnit;
  /** Tasks of models for which it means something. */
  tasks: MeasuredTask[];
  /** Which way is good, where one is. */
  better: 'more' | 'less' | 'neither';
  /** The formula in words. */
  formula: string;
  /** Names of its further figures. */
  parts: string[];
  /** Dimensions by which it can be told apart. */
  breakdowns: Dimension[];
}

/**
 * A question for one measure of an entity.
 *
 * @public
 */
export interface LlmMeasureAsk {
  /** Names the question within its request, at most 64 characters; its answer has the same. */
  id: string;
  /** Id of the measure. */
  measure: string;
  /** Over which span. */
  window: LlmWindow;
  /** Of this deployment of the model only. */
  deployment?: string;
  /** Of this version of the model only. */
  version?: string;
  /** Tells apart by this dimension as well. */
  by?: Dimension;
  /** Asks for the span of the same length before as well. */
  compare?: boolean;
  /** Asks for the course as well, one figure for each step. */
  step?: 'hour' | 'day';
}

/**
 * What is asked of one entity, all in one request. A Model, a GpuPool, or what uses models: a Component, System or Group.
 *
 * @public
 */
export interface LlmMeasuresQuestion {
  /** Full ref of the entity. */
  entityRef: string;
  /** At most 64. */
  asks: LlmMeasureAsk[];
}

/**
 * A measure for one value of the dimension that was asked for.
 *
 * @public
 */
export interface LlmMeasureGroup {
  /** The value, such as the ref of a consumer; {@link HIDDEN_CONSUMERS} for those that the caller may not see. */
  key: string;
  /** What it measures of that. */
  result: MeasureResult;
}

/**
 * A step of the course of a measure.
 *
 * @public
 */
export interface LlmMeasureStep {
  /** Its beginning, in ISO 8601. */
  from: string;
  /** What was measured in it. */
  figure: Figure;
}

/**
 * The answer to one question. A source that fails is an `error` of those answers that rest on it, and of no others.
 *
 * @public
 */
export interface LlmMeasureAnswer {
  /** That of the question. */
  id: string;
  /** Id of the measure. */
  measure: string;
  /** Beginning of the span, in ISO 8601. */
  from: string;
  /** End of the span. */
  to: string;
  /** The figure, or why there is none. */
  result: MeasureResult;
  /** That of the span of the same length before, where it was asked for. */
  previous?: MeasureResult;
  /** Largest first, where they were asked for. */
  groups?: LlmMeasureGroup[];
  /** In the order of time, where it was asked for. A step that nothing is known of has a figure that says so. */
  course?: LlmMeasureStep[];
}

/**
 * Everything that was asked of one entity.
 *
 * @public
 */
export interface LlmMeasuresAnswer {
  /** Full ref of the entity. */
  entityRef: string;
  /** When it was put together, in ISO 8601. */
  readAt: string;
  /** In the order of the questions. */
  answers: LlmMeasureAnswer[];
}
