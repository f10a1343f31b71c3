import { LedgerRow, Qualifier } from '@modelyard/llm-measures';

/** An hour as a source knows it that is asked for what there was, and does not report by itself. */
export interface PulledHour {
  /** Beginning of the hour in UTC, such as `2026-11-26T20:00:00Z`. */
  readonly period: string;
  /**
   * All that the source knows of the hour; empty where nothing happened. Their keys have the period and the source. Names are
   * those of entities already: the model is a reference.
   */
  readonly rows: readonly LedgerRow[];
  /** What limits the hour as a whole, such as `partial` where the source had lost a part of it. */
  readonly qualifiers: readonly Qualifier[];
}

/** What became of hours. */
export interface ReplaceReceipt {
  /** Hours that are now as the source says. Those that were so before are not among them. */
  readonly replaced: number;
  /** Hours that said the same already. */
  readonly unchanged: number;
  /** Rows of closed hours that were corrected. */
  readonly corrected: number;
  /** Hours that the ledger no longer keeps, and left as they were. */
  readonly expired: number;
}

/** An hour that a source has told of. */
export interface KnownHour {
  readonly period: string;
  /** When the source was asked, in milliseconds since 1970. */
  readonly readAt: number;
  readonly qualifiers: readonly Qualifier[];
}

/** Where what is pulled from engines is written, hour by hour. */
export interface HourStore {
  /**
   * Writes hours as a source tells of them, each in a transaction of its own: all rows of source and hour are replaced, so that
   * to write an hour again changes nothing. A closed hour is corrected, with the reason.
   *
   * @throws InputError where a row is not of its hour or its source
   */
  replaceHours(options: {
    readonly source: string;
    readonly hours: readonly PulledHour[];
    /** Why a closed hour changes, for those who read the corrections. */
    readonly reason: string;
  }): Promise<ReplaceReceipt>;

  /**
   * Which hours a source has told of, in their order: what is missing among them is a gap.
   *
   * @param options - Milliseconds since 1970; hours that begin at `from` or later and before `to`
   */
  hoursOf(options: {
    readonly source: string;
    readonly from: number;
    readonly to: number;
  }): Promise<KnownHour[]>;
}
