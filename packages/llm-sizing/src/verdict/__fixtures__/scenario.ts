import { Architecture } from '../../architecture/Architecture';
import {
  AssessedDevices,
  AssessedModel,
  AssessedPool,
  AssessOptions,
} from '../AssessOptions';

/**
 * A question and the answer that is expected for each device group, or for each provider.
 *
 * The answers were worked out by hand, and a comment beside each one says how where it is not plain. What a GPU offers an
 * engine is 0.92 of its memory as nvidia-smi counts it: T4 15.0 GiB x 0.92 = 13.8, L4 22.5 -> 20.7, L40S 45.0 -> 41.4, H100
 * 79.65 -> 73.3. What the engine takes for itself is a band: here 1.3 to 3.6 GiB for the small model on GPUs of up to 48 GB,
 * and at least 2 GiB on each GPU for the large one (published: 2 to 8 on GPUs of 80 GB). Verdicts, placements and
 * alternatives keep clear of the edges of that band; where a sentence quotes a figure that lies in it (how many requests or
 * tokens at the most), the figure is the program's, and the comment gives bounds for it.
 */
export interface VerdictCase {
  /** What the case shows. */
  readonly name: string;
  readonly ask: AssessOptions;
  /** In the order of the answer; the key is `pool/devices`, or the name of a provider. */
  readonly answer: Readonly<Record<string, ExpectedAnswer>>;
}

export interface ExpectedAnswer {
  readonly verdict: 'fits' | 'tight' | 'does-not-fit' | 'unknown';
  /** Memory and workload alone, where they say something else. */
  readonly fit?: 'fits' | 'tight' | 'does-not-fit' | 'unknown';
  /** `allowed` where absent. */
  readonly policy?: 'allowed' | 'blocked' | 'unknown';
  /** Each with its code: `code: message`. */
  readonly reasons?: readonly string[];
  readonly policyReasons?: readonly string[];
  /** Tensor x pipeline x data = units. */
  readonly placement?: string;
  /** `kind: units of pool/devices for version`. */
  readonly alternatives?: readonly string[];
  /** `not-needed` where absent. */
  readonly override?: 'not-needed' | 'possible' | 'given' | 'not-possible';
  readonly perMonth?: string;
  /** Units of the owning group's quota that are not in use, where there is one and its use is known. */
  readonly quotaLeft?: number;
  /** What the engine is told of the memory that it sees; 0.92 where absent. */
  readonly memoryShare?: number;
}

/**
 * Weights of 15.0 GiB in 16 bits. Context: 2 (keys, values) x 32 layers x 8 heads x 128 x 2 bytes = 128 KiB for each token,
 * so 300 MiB for a request of 2,400 tokens and 1 GiB for one of 8,192. In 8 bits while loading: 8.5 GiB, because the two
 * tables of words (128,256 x 4,096 x 2 bytes = 1.0 GiB each) stay as they are.
 */
export const small: Architecture = {
  weightBytes: 16_060_522_240,
  parameters: { total: 8.03e9, active: 8.03e9 },
  dtype: 'bf16',
  hiddenSize: 4096,
  vocabSize: 128256,
  contextLength: 131072,
  tiedEmbeddings: false,
  layers: [
    {
      count: 32,
      attention: 'full',
      heads: 32,
      kvHeads: 8,
      headDim: 128,
      intermediateSize: 14336,
    },
  ],
};

/**
 * Weights of 131.4 GiB in 16 bits, of which each of the two tables of words is 2.0 GiB. Context: 2 x 80 x 8 x 128 x 2 bytes
 * = 320 KiB for each token, so 750 MiB for a request of 2,400 tokens and 2.5 GiB for one of 8,192. In 8 bits while loading:
 * 127.5 / 2 + 3.9 = 67.7 GiB.
 */
export const large: Architecture = {
  ...small,
  weightBytes: 141_107_412_992,
  parameters: { total: 70.6e9, active: 70.6e9 },
  hiddenSize: 8192,
  layers: [
    {
      count: 80,
      attention: 'full',
      heads: 64,
      kvHeads: 8,
      headDim: 128,
      intermediateSize: 28672,
    },
  ],
};

export function quantised(
  architecture: Architecture,
  quantization: Architecture['quantization'],
  weightBytes: number,
): Architecture {
  return { ...architecture, quantization, weightBytes };
}

export function modelOf(
  versions: Record<string, Architecture>,
  rest: Partial<AssessedModel> = {},
): AssessedModel {
  return {
    name: 'assistant',
    versions: Object.entries(versions).map(([name, architecture]) => ({
      name,
      kind: 'weights',
      architecture,
    })),
    ...rest,
  };
}

/** So many accelerators, one number for each node: `4 x 8` is four nodes of eight. */
export function group(
  name: string,
  accelerator: string,
  [nodes, perNode]: readonly [number, number],
  rest: Partial<AssessedDevices> = {},
): AssessedDevices {
  return {
    name,
    accelerator,
    nodes,
    perNode,
    sharing: { strategy: 'exclusive' },
    ...rest,
  };
}

export function pool(
  name: string,
  devices: readonly AssessedDevices[],
  rest: Partial<AssessedPool> = {},
): AssessedPool {
  return { name, type: 'kubernetes', cluster: `${name}-1`, devices, ...rest };
}

export const l4 = (nodes: number, perNode: number, rest = {}) =>
  group('l4', 'nvidia-l4-24gb', [nodes, perNode], rest);
export const l40s = (nodes: number, perNode: number, rest = {}) =>
  group('l40s', 'nvidia-l40s-48gb', [nodes, perNode], rest);
export const h100 = (nodes: number, perNode: number, rest = {}) =>
  group('h100', 'nvidia-h100-sxm-80gb', [nodes, perNode], {
    interconnect: { kind: 'nvlink', span: 'node' },
    ...rest,
  });

export const euros = (amount: string) => ({ amount, currency: 'EUR' });

/** A small model on a free L40S, for ten people who ask 2,000 tokens and get 400; what is other is said. */
export function ask(change: Partial<AssessOptions> = {}): AssessOptions {
  return {
    model: modelOf({ bf16: small }),
    intent: { engine: { version: '0.21.0' } },
    workload: {
      promptTokens: 2000,
      answerTokens: 400,
      concurrentRequests: 10,
      longestContext: 8192,
    },
    pools: [pool('ber', [l40s(1, 4)])],
    usage: 'declared',
    ...change,
  };
}

/** The workload of `ask` with other figures. */
export function people(
  concurrentRequests: number,
  longestContext = 8192,
): AssessOptions['workload'] {
  return { ...ask().workload, concurrentRequests, longestContext };
}

/** The engine of `ask`, told more. */
export function engine(
  told: NonNullable<AssessOptions['intent']>['engine'],
): AssessOptions['intent'] {
  return { engine: { version: '0.21.0', ...told } };
}
