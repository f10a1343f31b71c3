import type { ResultFields } from './ResultFields';

/**
 * What wrote a result: `guidellm`, or `vllm bench serve`.
 *
 * @public
 */
export type BenchmarkToolId = 'guidellm' | 'vllm-bench';

/**
 * Under which conditions a benchmark ran, as far as its result says them. What is absent is not known.
 *
 * @public
 */
export interface BenchmarkConditions {
  /** Mean length of a prompt, in tokens. */
  readonly inputTokens?: number;
  /** Mean length of an answer, in tokens. */
  readonly outputTokens?: number;
  /** Requests at the same time, where they were limited. */
  readonly concurrency?: number;
  /** Requests per second, where they came at a rate. */
  readonly requestRate?: number;
}

/**
 * The best run of a benchmark: the one with the most output tokens per second. Durations are in seconds.
 *
 * @public
 */
export interface BenchmarkResult {
  /** What wrote it. */
  readonly tool: BenchmarkToolId;
  /** When the run began, in ISO 8601; of `vllm bench serve`, whose result names no time zone, as if it were UTC. */
  readonly ranAt: string;
  /** Output tokens per second over the whole run. */
  readonly tokensPerSecond: number;
  /** Absent where the result does not say, such as one of requests that were not streamed. */
  readonly timeToFirstTokenP95?: number;
  /** Absent where the result does not say. */
  readonly interTokenP95?: number;
  /** Those of the run. */
  readonly conditions: BenchmarkConditions;
}

/** A program that writes results, and how they are read. */
export interface BenchmarkTool {
  readonly id: BenchmarkToolId;
  /** What it writes, for the message about a result that is of no tool. */
  readonly form: string;
  /** Versions that the format was checked with. */
  readonly checked: string;
  /** Whether a result looks like one of this tool, whole or not. */
  recognises(result: Readonly<Record<string, unknown>>): boolean;
  /** Reads a result that looks like it and reports what is wrong with it; undefined where it reported something. */
  read(result: ResultFields): Omit<BenchmarkResult, 'tool'> | undefined;
}
