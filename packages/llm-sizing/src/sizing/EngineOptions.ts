import { Architecture } from '../architecture/Architecture';

/**
 * How the engine (vLLM) can store what it remembers of each token; `auto` is the number format that the model computes in.
 *
 * @public
 */
export const kvCacheFormats = [
  'auto',
  'float16',
  'bfloat16',
  'fp8',
  'fp8_e4m3',
  'fp8_e5m2',
  'fp8_ds_mla',
  'nvfp4',
  'int8_per_token_head',
  'fp8_per_token_head',
] as const;

/**
 * One of `kvCacheFormats`.
 *
 * @public
 */
export type KvCacheFormat = (typeof kvCacheFormats)[number];

/**
 * How a model is spread over devices. Each copy of the model takes `tensorParallel x pipelineParallel` of them.
 *
 * @public
 */
export interface Parallelism {
  /** Devices that share each layer. */
  readonly tensorParallel: number;
  /** Groups of devices that share the layers, one group after the other. */
  readonly pipelineParallel: number;
  /** Copies of the model, which share the requests. */
  readonly dataParallel: number;
  /** Devices of a tensor-parallel group that share the tokens of a request instead of storing them all. */
  readonly decodeContextParallel: number;
  /** Whether the experts of a mixture are spread over all devices of all copies, whole by whole. */
  readonly expertParallel: boolean;
}

/**
 * How an engine (vLLM) is told to run a model. What is absent is left to the engine's own default, and for the kinds of
 * parallelism to the search.
 *
 * @public
 */
export interface EngineOptions {
  /**
   * Version of vLLM, such as `0.21.0`. It narrows the estimates of start-up and of steps; without it they cover all versions
   * since 0.10. How the KV cache is laid out is that of 0.21 and later for every version: older ones keep the layers of some
   * models that look back over a window only, such as Gemma 4 and Llama 4, as if they looked back over everything, and hold
   * several times fewer tokens.
   */
  readonly version?: string;
  readonly tensorParallel?: number;
  readonly pipelineParallel?: number;
  readonly dataParallel?: number;
  readonly decodeContextParallel?: number;
  readonly expertParallel?: boolean;
  /** Most tokens of a request; the longest context of the workload where absent. */
  readonly maxModelLen?: number;
  /** Share of the device's memory that the engine may take, above 0 and at most 1; 0.92 where absent. */
  readonly gpuMemoryUtilization?: number;
  /** Most requests in one step. */
  readonly maxNumSeqs?: number;
  /** Most tokens in one step. */
  readonly maxNumBatchedTokens?: number;
  readonly kvCacheDtype?: KvCacheFormat;
  /** Quantisation of the weights while they are loaded, `fp8`; a quantised checkpoint needs none. */
  readonly quantization?: string;
  /** Whether long prompts are cut into pieces of the token limit; true where absent. */
  readonly chunkedPrefill?: boolean;
  /** Whether common beginnings of requests are kept; true where absent. */
  readonly prefixCaching?: boolean;
  /** Whether the engine does without CUDA graphs. */
  readonly enforceEager?: boolean;
  /** Adapters that are served beside the model. */
  readonly lora?: {
    /** Most different adapters in one step; 1 where absent. */
    readonly maxLoras?: number;
    /** Highest rank of an adapter; 16 where absent. */
    readonly maxRank?: number;
  };
  /** Guessing several tokens ahead. */
  readonly speculative?: {
    /** Tokens that are guessed at a time. */
    readonly tokens: number;
    /** How they are guessed; `mtp` uses the model's own prediction layers. */
    readonly method?: string;
    /** The model that guesses; absent for methods that need none, such as n-grams. */
    readonly draft?: Architecture;
    /** Devices that share each layer of the draft; all of the group where absent. */
    readonly draftTensorParallel?: number;
  };
  /** What the model is asked for; `generate` where absent. Only that and `transcription` need a logit per word. */
  readonly task?: 'generate' | 'embed' | 'score' | 'transcription';
}
