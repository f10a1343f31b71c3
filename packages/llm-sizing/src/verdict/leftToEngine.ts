import { EngineOptions } from '../sizing/EngineOptions';
import { inWords, knownCount } from '../sizing/known';
import { KnownWorkload } from '../sizing/Workload';

/** A choice that a person made, and the same without it. */
export interface Unchosen {
  /** To follow "would fit". */
  readonly difference: string;
  readonly engine: EngineOptions;
}

/**
 * What a person chose and may leave to the engine, one thing at a time: a format that does not exist there, or a limit that
 * is lower than it has to be. How a model is spread is a matter of its own.
 */
export function leftToEngine(
  engine: EngineOptions,
  { longestTokens }: KnownWorkload,
): Unchosen[] {
  const found: Unchosen[] = [];
  const without = (field: keyof EngineOptions, difference: string) => {
    if (engine[field] !== undefined) {
      const { [field]: chosen, ...rest } = engine;
      found.push({ difference, engine: rest });
    }
  };
  if (engine.kvCacheDtype !== 'auto') {
    without(
      'kvCacheDtype',
      ', with the format of its context left to the engine',
    );
  }
  without('quantization', ', with weights as they are stored');
  if ((knownCount(engine.maxModelLen) ?? Infinity) < longestTokens) {
    without(
      'maxModelLen',
      `, with the engine told to take requests of ${inWords(
        longestTokens,
      )} tokens`,
    );
  }
  without('expertParallel', ', without spreading experts');
  without(
    'decodeContextParallel',
    ', without sharing the context of a request among devices',
  );
  without('maxNumSeqs', ', with the requests of a step left to the engine');
  without(
    'maxNumBatchedTokens',
    ', with the tokens of a step left to the engine',
  );
  without(
    'gpuMemoryUtilization',
    ', with its part of the memory left to the engine',
  );
  return found;
}
