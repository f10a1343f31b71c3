import { EngineOptions } from './EngineOptions';
import { knownCount } from './known';
import { exactly, Range } from './Range';

const GIB = 1024 ** 3;

/** Requests and tokens of one step of the engine: its limits, which its start-up test run fills. */
export interface Batching {
  readonly tokens: Range;
  readonly seqs: Range;
}

/**
 * Devices for which the engine has the same defaults. vLLM asks for the memory of the whole device, and takes small
 * batches on an A100 (`get_batch_defaults` in vllm/engine/arg_utils.py, for its API server).
 */
export type BatchClass = 'small' | 'large' | 'huge';

export function batchClassOf(device: {
  deviceBytes: number;
  id: string;
}): BatchClass {
  if (device.deviceBytes >= 160 * GIB) {
    return 'huge';
  }
  return device.deviceBytes >= 70 * GIB && !device.id.includes('a100')
    ? 'large'
    : 'small';
}

/** Since this minor version of 0.x the largest devices take 16,384 tokens in a step. */
const LARGER_STEPS = 28;

const DEFAULT_SEQS: Record<BatchClass, number> = {
  small: 256,
  large: 1024,
  huge: 1024,
};

export function resolveBatching(options: {
  engine: EngineOptions;
  batchClass: BatchClass;
  /** Most tokens of a request, where it is known. */
  maxModelLen: number | undefined;
}): Batching {
  const { engine, batchClass, maxModelLen } = options;
  const given = knownCount(engine.maxNumBatchedTokens);
  let tokens =
    given === undefined ? defaultTokens(batchClass, engine) : exactly(given);
  if (engine.chunkedPrefill === false && given === undefined && maxModelLen) {
    // Prompts are read in one piece, so a step must hold the longest.
    tokens = {
      low: Math.max(tokens.low, maxModelLen),
      high: Math.max(tokens.high, maxModelLen),
    };
  }
  const seqs = knownCount(engine.maxNumSeqs) ?? DEFAULT_SEQS[batchClass];
  return {
    tokens,
    seqs: {
      low: Math.min(seqs, tokens.low),
      high: Math.min(seqs, tokens.high),
    },
  };
}

function defaultTokens(batchClass: BatchClass, engine: EngineOptions): Range {
  if (batchClass !== 'huge') {
    return exactly(batchClass === 'large' ? 8192 : 2048);
  }
  const minor = minorVersion(engine.version);
  if (minor === undefined) {
    return { low: 8192, high: 16384 };
  }
  return exactly(minor >= LARGER_STEPS ? 16384 : 8192);
}

/**
 * The minor version of vLLM 0.x, which is the one that counts; later major versions are newer than all of them.
 *
 * @returns Undefined where the version is not known
 */
export function minorVersion(version: string | undefined): number | undefined {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(version ?? '') ?? [];
  if (major === undefined) {
    return undefined;
  }
  return major === '0' ? Number(minor) : Infinity;
}
