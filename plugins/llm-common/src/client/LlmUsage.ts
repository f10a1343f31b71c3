import type {
  Bounds,
  LedgerCount,
  Qualifier,
  Reconciliation,
  Vantage,
} from '@modelyard/llm-measures';
import type { Money } from '@modelyard/llm-units';

/**
 * Stands for all the consumers together whose names the caller may not see.
 *
 * @public
 */
export const HIDDEN_CONSUMERS = 'others';

/**
 * Parts by which usage can be told apart.
 *
 * @public
 */
export type LlmUsagePart =
  | 'model'
  | 'version'
  | 'deployment'
  | 'operation'
  | 'provider'
  | 'consumer';

/**
 * A question about usage: of one model, of one consumer (a Component, System or Group with what belongs to it), or of all models
 * that the caller sees where neither is named.
 *
 * @public
 */
export interface LlmUsageQuestion {
  /** Full ref of a Model. */
  model?: string;
  /** Full ref of a Component, System or Group that uses models. */
  consumer?: string;
  /** Full ref of a Group or System: of the models that it owns, or that belong to it. */
  models?: string;
  /** Beginning, in ISO 8601; the hour that it lies in is the first. */
  from: string;
  /** End, in ISO 8601; the hour that begins then no longer belongs to it. */
  to: string;
  /** How finely it is cut by time, in UTC. */
  step: 'hour' | 'day' | 'total';
  /** Parts by which it is told apart. */
  by: LlmUsagePart[];
  /** The count or `cost` that decides which rows come first; by time and parts where it is absent. */
  sort?: LedgerCount | 'cost';
  /** At most so many rows, 100 unless it says otherwise, 1,000 at most. */
  limit?: number;
  /** Goes on after an earlier answer. */
  cursor?: string;
}

/**
 * How much of a count there was.
 *
 * @public
 */
export interface LlmUsageCount {
  /** In the unit of the count. */
  value: number;
  /** The least and the most that it can be; absent where it is exact. */
  bounds?: Bounds;
  /** What limits it. */
  qualifiers: Qualifier[];
  /** From where it was seen. */
  vantages: Vantage[];
}

/**
 * What was used, for one value of each part that was asked for.
 *
 * @public
 */
export interface LlmUsageRow {
  /** The hour or day, such as `2026-11-26T20:00:00Z` or `2026-11-26`. Absent in totals. */
  period?: string;
  /** The value of each part: a ref of an entity, another name, `unknown`, `other`, or {@link HIDDEN_CONSUMERS}. */
  key: { [Part in LlmUsagePart]?: string };
  /** A count that is absent was not reported, which is not zero. */
  counts: { [Count in LedgerCount]?: LlmUsageCount };
  /** What it cost in the hours that are closed, one amount for each currency. Absent where nothing has a price. */
  cost?: Money[];
  /** Whether there is usage without a price, or of hours that are not closed. */
  unpriced: boolean;
}

/**
 * Whose figures count for a model, and what others say of the same.
 *
 * @public
 */
export interface LlmUsageAuthority {
  /** Full ref of the model, or the name that senders call it. */
  model: string;
  /** What is counted. */
  count: LedgerCount;
  /** From where it is seen. */
  vantage: Vantage;
  /** The instances that report. */
  sources: string[];
  /** What the others say; they are compared and never added. */
  others: Reconciliation[];
}

/**
 * What was used, a page of it.
 *
 * @public
 */
export interface LlmUsageAnswer {
  /** In the order that was asked for. */
  rows: LlmUsageRow[];
  /** All rows together, those of other pages as well. */
  total: LlmUsageRow;
  /** Leads to further rows; absent on the last page. */
  nextCursor?: string;
  /** Of one model only. */
  authorities: LlmUsageAuthority[];
  /** Of the hours that were over, the share that sources which are asked have told of, from 0 to 1; absent where none is asked. */
  coverage?: number;
  /** Whether all hours are closed, so that costs change no more. */
  closed: boolean;
  /** When it was read, in ISO 8601. */
  readAt: string;
}
