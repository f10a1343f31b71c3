/**
 * From where a source sees the traffic. The same call is seen from several; figures of different vantages are compared,
 * never added.
 *
 * @public
 */
export type Vantage =
  | 'gateway-log'
  | 'gateway'
  | 'router'
  | 'engine'
  | 'client'
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
  'client',
  'guardrail',
  'device',
  'cluster',
  'cost',
];
