import { Span } from '../decode/records';

/** Attributes by which a span says that others like it were left out. */
export const samplingMarks = ['sampling.probability'];

/**
 * Whether a span says that it is one of those that were kept: by a threshold or a power of two in the state of its trace, as
 * the specification of OpenTelemetry for probability sampling has it, or by an attribute.
 */
export function isSampled({ otelState, attributes }: Span): boolean {
  for (const part of otelState.split(';')) {
    const [key, value = ''] = part.split(':');
    // A threshold in hexadecimal digits of how much is rejected: `0` keeps all. A power `p` keeps one of 2^p.
    if (key === 'th' && /[1-9a-f]/i.test(value)) {
      return true;
    }
    if (key === 'p' && Number(value) > 0) {
      return true;
    }
  }
  const probability = attributes.get('sampling.probability');
  return typeof probability === 'number' && probability < 1;
}
