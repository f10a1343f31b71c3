import { Accelerator } from '../Accelerator';
import { WeightFormat } from '../architecture/Architecture';
import { FormatSupport } from '../EngineSupport';
import { Reason, reason } from './reasonCodes';
import { Variant } from './variants';

/** The only format that the engine brings weights to while loading them. */
export const RUNTIME_FORMAT = 'fp8';

/** What is to be said of the formats of weights and context on an accelerator. */
export function formatReasons(
  variant: Variant,
  accelerator: Accelerator,
): Reason[] {
  const reasons: Reason[] = [];
  const weights = weightFormat(variant);
  if (weights !== undefined) {
    reasons.push(
      ...supportReasons({
        support: accelerator.engine.weights[weights],
        what: `weights in ${weights}`,
        accelerator,
        unsupported: 'weights-format-unsupported',
      }),
    );
  }
  const kvCache = variant.engine.kvCacheDtype ?? 'auto';
  // A format that these layers do not have is refused already, whatever the accelerator.
  const exists =
    variant.preparation.known || !('unsupported' in variant.preparation);
  if (kvCache !== 'auto' && exists) {
    reasons.push(
      ...supportReasons({
        support: accelerator.engine.kvCache[kvCache],
        what: `keys and values in ${kvCache}`,
        accelerator,
        unsupported: 'kv-format-unsupported',
      }),
    );
  }
  return reasons;
}

/** The format that weights have in memory, where it is one. */
function weightFormat({
  architecture,
  engine,
}: Variant): WeightFormat | undefined {
  return (
    architecture.quantization ??
    (engine.quantization === RUNTIME_FORMAT ? 'fp8' : architecture.dtype)
  );
}

function supportReasons(options: {
  support: FormatSupport | undefined;
  what: string;
  accelerator: Accelerator;
  unsupported: 'weights-format-unsupported' | 'kv-format-unsupported';
}): Reason[] {
  const { support, what, accelerator, unsupported } = options;
  switch (support) {
    case 'native':
      return [];
    case 'emulated':
      return [
        reason(
          'format-emulated',
          `${accelerator.title} converts ${what} before it computes with them: that saves memory, but no computing`,
        ),
      ];
    case 'none':
      return [
        reason(
          unsupported,
          `the engine has no way to use ${what} on ${accelerator.title}`,
        ),
      ];
    default:
      return [
        reason(
          'format-support-unknown',
          `unknown: whether the engine can use ${what} on ${accelerator.title} was not looked up`,
        ),
      ];
  }
}
