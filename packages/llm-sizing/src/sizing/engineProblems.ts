import { EngineOptions } from './EngineOptions';
import { minorVersion } from './batching';

/** A value that the engine would not start with. */
export interface EngineProblem {
  /** The option, such as `lora.maxRank`. */
  readonly field: string;
  /** What it must be, and what it is. */
  readonly message: string;
}

/** The ranks that vLLM has room for (`MaxLoRARanks` in vllm/config/lora.py). */
const RANKS = [1, 8, 16, 32, 64, 128, 256, 320, 512];

const TASKS = ['generate', 'embed', 'score', 'transcription'];

interface Demand {
  readonly words: string;
  readonly isMet: (value: unknown) => boolean;
}

const COUNT: Demand = {
  words: 'a whole number of at least 1',
  isMet: value => Number.isSafeInteger(value) && Number(value) >= 1,
};
// Which numbers a model can be spread with is for the rules of parallelism to say.
const NUMBER: Demand = {
  words: 'a number',
  isMet: value => typeof value === 'number',
};
const FLAG: Demand = {
  words: 'true or false',
  isMet: value => typeof value === 'boolean',
};
const TEXT: Demand = {
  words: 'a text',
  isMet: value => typeof value === 'string',
};

/**
 * What vLLM would not start with, whatever the model: such values are told, and not taken for absent.
 *
 * @returns Nothing where all is well
 */
export function findEngineProblems(engine: EngineOptions): EngineProblem[] {
  const { lora, speculative } = engine;
  const checks: ReadonlyArray<readonly [string, unknown, Demand]> = [
    [
      'version',
      engine.version,
      {
        words: 'a version of vLLM such as 0.21.0',
        isMet: value =>
          typeof value === 'string' && minorVersion(value) !== undefined,
      },
    ],
    ['tensorParallel', engine.tensorParallel, NUMBER],
    ['pipelineParallel', engine.pipelineParallel, NUMBER],
    ['dataParallel', engine.dataParallel, NUMBER],
    ['decodeContextParallel', engine.decodeContextParallel, NUMBER],
    ['expertParallel', engine.expertParallel, FLAG],
    ['maxModelLen', engine.maxModelLen, COUNT],
    [
      'gpuMemoryUtilization',
      engine.gpuMemoryUtilization,
      {
        words: 'a share above 0 and of at most 1',
        isMet: value => typeof value === 'number' && value > 0 && value <= 1,
      },
    ],
    ['maxNumSeqs', engine.maxNumSeqs, COUNT],
    ['maxNumBatchedTokens', engine.maxNumBatchedTokens, COUNT],
    ['quantization', engine.quantization, TEXT],
    ['chunkedPrefill', engine.chunkedPrefill, FLAG],
    ['prefixCaching', engine.prefixCaching, FLAG],
    ['enforceEager', engine.enforceEager, FLAG],
    ['lora.maxLoras', lora?.maxLoras, COUNT],
    ['lora.maxRank', lora?.maxRank, oneOf(RANKS)],
    // The only one that is not optional.
    ['speculative.tokens', speculative && (speculative.tokens ?? null), COUNT],
    ['speculative.method', speculative?.method, TEXT],
    [
      'speculative.draftTensorParallel',
      speculative?.draftTensorParallel,
      COUNT,
    ],
    ['task', engine.task, oneOf(TASKS)],
  ];
  return checks.flatMap(([field, value, { words, isMet }]) =>
    value === undefined || isMet(value)
      ? []
      : [{ field, message: `must be ${words}, but is ${inWords(value)}` }],
  );
}

function oneOf(values: readonly unknown[]): Demand {
  return {
    words: `one of ${values.join(', ')}`,
    isMet: value => values.includes(value),
  };
}

function inWords(value: unknown): string {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? String(value) : 'no number';
  }
  return typeof value === 'string' ? `"${value}"` : `${value}`;
}
