import { ledgerPlaceOf } from '@modelyard/llm-measures';
import { ReadingAsk } from './ReadingAsk';
import { HOUR, SHORT } from './windows';

/** Where readings come from. */
export type SourceName = 'ledger' | 'engines';

/** Which sources are asked for a reading, the first that has it first, and why. */
export interface SourceOrder {
  readonly order: readonly SourceName[];
  /** For people. */
  readonly because: string;
}

/**
 * The one place that decides whether the ledger or an engine is asked first.
 *
 * The ledger counts each hour once, from raw samples or call by call, and has closed its money; an engine extrapolates an
 * increase over its window, but knows the last minutes, gauges, and what the ledger does not hold.
 *
 * @param options - `named` says whether it is about consumers by name, which engines know by other names than the catalog
 */
export function sourcesFor(
  ask: ReadingAsk,
  options: { named: boolean },
): SourceOrder {
  const { series, span, by, step } = ask;
  const place = ledgerPlaceOf(series);
  const held = place !== undefined || series === 'cost.used';
  if (options.named || by === 'consumer') {
    return {
      order: held && place !== 'histogram' ? ['ledger'] : [],
      because:
        'consumers are entities of the catalog in the ledger alone: engines know them by the names of their keys',
    };
  }
  if (!held) {
    return {
      order: ['engines'],
      because: 'the ledger does not hold it: it is read where it is measured',
    };
  }
  const length = span.to - span.from;
  if (length < HOUR && step === undefined) {
    return {
      order: ['engines'],
      because: 'the ledger holds whole hours, and this is less than one',
    };
  }
  if (span.live && length < SHORT && step === undefined) {
    return {
      order: ['engines', 'ledger'],
      because:
        'of the last hours an engine knows the last minutes; the ledger has the hours that are full',
    };
  }
  return {
    order: ['ledger', 'engines'],
    because:
      'the ledger counts each hour once and closes its money; an increase that an engine computes over a long window is extrapolated',
  };
}
