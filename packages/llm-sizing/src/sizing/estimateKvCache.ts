import { Architecture } from '../architecture/Architecture';
import { EngineOptions } from './EngineOptions';
import { activationBytes } from './formats';
import { known, knownCount } from './known';
import { findKvKinds, kvDemand } from './kvCache';
import { startupBytes } from './kvRequest';
import { Range } from './Range';

/**
 * What a model keeps for a request.
 *
 * @public
 */
export interface KvCacheEstimate {
  /** Bytes for each token on one device, as long as no layer's window is full. */
  readonly bytesPerToken: number;
  /** Bytes on one device that the engine demands for one request of the given length. */
  readonly bytes: Range;
}

/**
 * What a model keeps for one request of a given length on one device, when the model is spread over `tensorParallel` of
 * them: the figure that vLLM compares with its KV cache at the start ("X GiB KV cache is needed").
 *
 * Formulas: vllm/v1/kv_cache_interface.py.
 *
 * @param options - `maxNumBatchedTokens` matters for layers with a window, 2,048 where absent
 * @returns Undefined where the architecture does not say enough, or the format does not exist for its layers
 * @public
 */
export function estimateKvCache(options: {
  architecture: Architecture;
  tokens: number;
  engine?: Pick<
    EngineOptions,
    | 'kvCacheDtype'
    | 'tensorParallel'
    | 'decodeContextParallel'
    | 'maxNumBatchedTokens'
    | 'prefixCaching'
  >;
}): KvCacheEstimate | undefined {
  const { architecture, engine = {} } = options;
  const tokens = known(options.tokens);
  const shared = {
    architecture,
    format: engine.kvCacheDtype ?? 'auto',
    activationBytes: activationBytes(),
  };
  const found = findKvKinds(shared);
  if (!found.known || tokens === undefined) {
    return undefined;
  }
  const demand = kvDemand({
    ...shared,
    kinds: found.kinds,
    tensorParallel: knownCount(engine.tensorParallel) ?? 1,
    decodeContextParallel: knownCount(engine.decodeContextParallel) ?? 1,
    share: 1,
    prefixCaching: engine.prefixCaching !== false,
  });
  const stepTokens = knownCount(engine.maxNumBatchedTokens) ?? 2048;
  return {
    bytesPerToken: demand.parts.reduce(
      (sum, part) =>
        sum + (part.attention === 'cross' ? 0 : part.bytesPerToken),
      0,
    ),
    bytes: {
      low: startupBytes(demand, tokens, stepTokens, 'low'),
      high: startupBytes(demand, tokens, stepTokens, 'high'),
    },
  };
}
