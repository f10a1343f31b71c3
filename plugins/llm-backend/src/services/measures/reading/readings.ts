import { AnyReading, Provenance, Qualifier } from '@modelyard/llm-measures';
import { Readings } from './ReadingAsk';

const NOWHERE: Provenance = { qualifiers: [], sources: [] };

const QUALIFIERS: readonly Qualifier[] = ['stale', 'partial', 'approximate'];

/** Why something cannot be read, and what would have to be set up. */
export function notInstrumented(code: string, message: string): AnyReading {
  return { ...NOWHERE, state: 'not_instrumented', reason: { code, message } };
}

/** A source that failed. */
export function failed(
  code: string,
  message: string,
  sources: readonly string[] = [],
): AnyReading {
  return { ...NOWHERE, sources, state: 'error', reason: { code, message } };
}

/** The same reading for whatever is asked. */
export function everywhere(otherwise: AnyReading): Readings {
  return { of: new Map(), otherwise };
}

/** A reading that says more of itself. */
export function remark(
  reading: AnyReading,
  added: { note?: string; qualifiers?: readonly Qualifier[] },
): AnyReading {
  const { note, qualifiers = [] } = added;
  return {
    ...reading,
    ...(note !== undefined && {
      note: reading.note === undefined ? note : `${reading.note}; ${note}`,
    }),
    qualifiers: QUALIFIERS.filter(
      each => reading.qualifiers.includes(each) || qualifiers.includes(each),
    ),
  };
}

const PRECEDENCE: readonly AnyReading['state'][] = [
  'read',
  'error',
  'absent',
  'not_instrumented',
];

/** Of readings of the same from several places the first that says most: what was read, then what failed, then what is absent. */
export function best(readings: readonly AnyReading[]): AnyReading | undefined {
  return [...readings].sort(
    (a, b) => PRECEDENCE.indexOf(a.state) - PRECEDENCE.indexOf(b.state),
  )[0];
}
