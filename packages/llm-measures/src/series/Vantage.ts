/**
 * From where a source sees the traffic. The same call is seen from several; figures of different vantages are compared,
 * never added. One that ends in `-log` sees calls one by one, as spans or lines of an access log; it stands apart from the
 * counters of the same place, which count the same calls again.
 *
 * @public
 */
export type Vantage =
  | 'gateway-log'
  | 'gateway'
  | 'router'
  | 'engine'
  | 'engine-log'
  | 'client'
  | 'client-log'
  | 'guardrail'
  | 'device'
  | 'cluster'
  | 'cost';

/**
 * Every vantage.
 *
 * @public
 */
export const vantages: readonly Vantage[] = [
  'gateway-log',
  'gateway',
  'router',
  'engine',
  'engine-log',
  'client',
  'client-log',
  'guardrail',
  'device',
  'cluster',
  'cost',
];
