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

/** Of reasons why something is not instrumented those come first that somebody can do something about. */
const REASONS = [
  'window-too-long',
  'source-absent',
  'no-engine-of-cluster',
  'not-told-apart',
  'no-usage-source',
  'no-engine',
  'not-instrumented',
];

function rankOf(reading: AnyReading): number {
  const place =
    reading.state === 'not_instrumented'
      ? REASONS.indexOf(reading.reason.code)
      : 0;
  return (
    PRECEDENCE.indexOf(reading.state) * (REASONS.length + 1) +
    (place < 0 ? REASONS.length : place)
  );
}

/** Of readings of the same from several places the first that says most: what was read, then what failed, then what is absent. */
export function best(readings: readonly AnyReading[]): AnyReading | undefined {
  return [...readings].sort((a, b) => rankOf(a) - rankOf(b))[0];
}

/** Of answers of several sources, none of which has any, the first that says most of why. */
export function worthiest(answers: readonly Readings[]): Readings | undefined {
  const rank = ({ of, otherwise }: Readings) =>
    Math.min(...[...of.values(), otherwise].map(rankOf));
  return [...answers].sort((a, b) => rank(a) - rank(b))[0];
}
