import type { ReactNode } from 'react';

/**
 * The card's data is on its way.
 *
 * @public
 */
export interface CardLoading {
  readonly status: 'loading';
}

/**
 * The entity lacks annotations without which the card has nothing to ask for.
 *
 * @public
 */
export interface CardMissingAnnotation {
  readonly status: 'missing_annotation';
  /** Full names of the annotations, such as `modelyard.dev/ai-risk-class`. */
  readonly annotations: readonly string[];
  /** What the annotations would make visible, in a sentence. */
  readonly reason?: string;
}

/**
 * The signed-in user may not see this.
 *
 * @public
 */
export interface CardNotAllowed {
  readonly status: 'not_allowed';
  /** Name of the permission that was refused, when it is known. */
  readonly permission?: string;
}

/**
 * The data could not be read.
 *
 * @public
 */
export interface CardError {
  readonly status: 'error';
  readonly error: Error;
  /** Asks again; absent where asking again cannot help. */
  readonly retry?: () => void;
}

/**
 * A way on, offered where a card has nothing to show.
 *
 * @public
 */
export interface CardNextStep {
  /** The text of the link or button. */
  readonly label: string;
  /** A path inside the portal or an absolute address. */
  readonly to?: string;
  /** What the button does, where it is not a link. */
  readonly onClick?: () => void;
}

/**
 * Everything was read and there is nothing to show, for a known reason. This
 * is never drawn as a zero.
 *
 * @public
 */
export interface CardNoData {
  readonly status: 'no_data';
  /** Why there is nothing, in a sentence. */
  readonly reason: ReactNode;
  readonly nextStep?: CardNextStep;
}

/**
 * A value that was true at `asOf` and could not be read again since.
 *
 * @public
 */
export interface CardStale<T> {
  readonly status: 'stale';
  readonly value: T;
  readonly asOf: Date;
  /** Why there is nothing newer, in a sentence. */
  readonly reason?: string;
  readonly retry?: () => void;
}

/**
 * A value to show.
 *
 * @public
 */
export interface CardReady<T> {
  readonly status: 'ready';
  readonly value: T;
}

/**
 * Everything that a card can be. A card's body only ever receives the value of
 * `ready` or `stale`; the frame owns the rest.
 *
 * @public
 */
export type CardState<T> =
  | CardLoading
  | CardMissingAnnotation
  | CardNotAllowed
  | CardError
  | CardNoData
  | CardStale<T>
  | CardReady<T>;

/**
 * What an asynchronous load can answer: any state but `loading`.
 *
 * @public
 */
export type CardOutcome<T> = Exclude<CardState<T>, CardLoading>;

/**
 * A value to show.
 *
 * @public
 */
export function ready<T>(value: T): CardReady<T> {
  return { status: 'ready', value };
}

/**
 * Nothing to show, and why.
 *
 * @public
 */
export function noData(options: {
  reason: ReactNode;
  nextStep?: CardNextStep;
}): CardNoData {
  return { status: 'no_data', ...options };
}

/**
 * An old value, with its time.
 *
 * @public
 */
export function stale<T>(options: {
  value: T;
  asOf: Date;
  reason?: string;
}): CardStale<T> {
  return { status: 'stale', ...options };
}

/**
 * Annotations are missing on the entity.
 *
 * @public
 */
export function missingAnnotation(options: {
  annotations: readonly string[];
  reason?: string;
}): CardMissingAnnotation {
  return { status: 'missing_annotation', ...options };
}
