import { Bounds, Provenance, Reason } from '../result/MeasureResult';

/**
 * What a source answered when it was asked for one series over one window. An answer without series is `absent`, which is
 * not zero: `absence` says whether the series is one that appears with its first event only.
 *
 * @public
 */
export type Reading<T> = Provenance & {
  /** What was asked, such as PromQL. */
  readonly query?: string;
  /** What should be known of it, such as a warning of the source. */
  readonly note?: string;
} & (
    | { readonly state: 'read'; readonly value: T; readonly bounds?: Bounds }
    | { readonly state: 'absent'; readonly absence: 'unknown' | 'zero' }
    | {
        readonly state: 'not_instrumented' | 'error';
        readonly reason: Reason;
      }
  );
