/**
 * What a series counts, under one name whatever its source calls it.
 *
 * @public
 */
export interface CanonicalSeries {
  readonly id: string;
  /**
   * - `counter`: only grows, and is asked for its increase over a window;
   * - `gauge`: goes up and down;
   * - `histogram`: is asked for the increases of its buckets;
   * - `amount`: money, as a counter of one currency or as closed hours of the ledger.
   */
  readonly kind: 'counter' | 'gauge' | 'histogram' | 'amount';
  /** Unit after the scale of the profile. */
  readonly unit: string;
  /** What is counted, in a sentence without its full stop. */
  readonly description: string;
  /** For gauges: how replicas are taken together. */
  readonly across?: 'sum' | 'average' | 'max';
}

/**
 * Parts by which a series can be asked for, where its source labels them.
 *
 * @public
 */
export type Dimension =
  | 'model'
  | 'version'
  | 'deployment'
  | 'operation'
  | 'provider'
  | 'consumer'
  | 'namespace'
  | 'replica'
  | 'code'
  | 'reason'
  | 'guardrail'
  | 'phase'
  | 'gpu'
  | 'node'
  | 'queue'
  | 'resource';

/**
 * Every dimension.
 *
 * @public
 */
export const dimensions: readonly Dimension[] = [
  'model',
  'version',
  'deployment',
  'operation',
  'provider',
  'consumer',
  'namespace',
  'replica',
  'code',
  'reason',
  'guardrail',
  'phase',
  'gpu',
  'node',
  'queue',
  'resource',
];
