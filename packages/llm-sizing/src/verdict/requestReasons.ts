import { LayerGroup } from '../architecture/Architecture';
import { inWords, knownCount } from '../sizing/known';
import { RUNTIME_FORMAT } from './formatReasons';
import { Reason, reason } from './reasonCodes';
import { Variant } from './variants';

/** Layers that remember in a fixed space read as long as one likes. */
function isLimited({ attention }: LayerGroup): boolean {
  return attention !== 'linear' && attention !== 'none';
}

/** What is to be said of a version and of what a person chose, whatever the devices. */
export function requestReasons(variant: Variant): Reason[] {
  const { preparation, architecture, engine, workload, maxModelLen } = variant;
  const reasons: Reason[] = [];
  if (!preparation.known) {
    reasons.push(
      'missing' in preparation
        ? reason(
            'architecture-incomplete',
            `unknown: ${preparation.missing} of ${variant.version} is not known, and without it the memory cannot be computed`,
          )
        : reason(
            'kv-format-unsupported',
            `layers with ${
              preparation.unsupported
            } attention cannot keep their context as ${
              engine.kvCacheDtype ?? 'auto'
            }`,
          ),
    );
  }
  const longest = knownCount(architecture.contextLength);
  const wanted = Math.max(workload.longestTokens, maxModelLen);
  if (longest !== undefined && wanted > longest) {
    reasons.push(
      reason(
        'context-beyond-model',
        `requests of ${inWords(wanted)} tokens are longer than the ${inWords(
          longest,
        )} that the model reads`,
      ),
    );
  }
  if (longest === undefined && architecture.layers.some(isLimited)) {
    reasons.push(
      reason(
        'context-limit-unknown',
        `unknown: how many tokens ${variant.version} reads at the most; the engine refuses to start for more`,
      ),
    );
  }
  if (maxModelLen < workload.longestTokens) {
    reasons.push(
      reason(
        'context-beyond-limit',
        `requests of ${inWords(
          workload.longestTokens,
        )} tokens are longer than the ${inWords(
          maxModelLen,
        )} that the engine is told to take`,
      ),
    );
  }
  const { quantization } = engine;
  if (
    quantization !== undefined &&
    quantization !== RUNTIME_FORMAT &&
    architecture.quantization === undefined
  ) {
    reasons.push(
      reason(
        'runtime-quantisation-unsupported',
        `the engine cannot bring ${variant.version} to ${quantization} while loading it, only to ${RUNTIME_FORMAT}: it needs a quantised checkpoint`,
      ),
    );
  }
  return reasons;
}
