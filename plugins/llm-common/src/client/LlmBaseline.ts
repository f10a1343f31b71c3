/**
 * The conditions of a benchmark: what a throughput depends on. What is absent is not known.
 *
 * @public
 */
export interface LlmBaselineConditions {
  /** Name of the accelerator, as pools have it. */
  accelerator?: string;
  /** How many GPUs one replica took. */
  gpus?: number;
  /** Mean length of a prompt, in tokens. */
  inputTokens?: number;
  /** Mean length of an answer, in tokens. */
  outputTokens?: number;
  /** Requests at the same time, where they were limited. */
  concurrency?: number;
  /** Requests per second, where they came at a rate. */
  requestRate?: number;
  /** What served the model, such as `vllm 0.29.0`. */
  engine?: string;
  /** Arguments that the engine ran with. */
  engineArgs?: string[];
}

/**
 * What a benchmark measured of one version at one deployment.
 *
 * @public
 */
export interface LlmBaseline {
  /** Names the record. */
  id: string;
  /** Full ref of the Model. */
  model: string;
  /** Its version. */
  version: string;
  /** The deployment. */
  deployment: string;
  /** What made the result. */
  tool: 'guidellm' | 'vllm-bench';
  /** When the benchmark ran, in ISO 8601. */
  ranAt: string;
  /** When it was recorded, in ISO 8601. */
  recordedAt: string;
  /** Full ref of who recorded it. */
  recordedBy: string;
  /** Digest of the result as it was given, `sha256:` and 64 hexadecimal digits. */
  digest: string;
  /** Output tokens per second at the best of its runs. */
  tokensPerSecond: number;
  /** Seconds to the first token, 95 of 100 are faster. Absent where the result does not say. */
  timeToFirstTokenP95?: number;
  /** Seconds between two tokens, 95 of 100 are faster. Absent where the result does not say. */
  interTokenP95?: number;
  /** Under which conditions. */
  conditions: LlmBaselineConditions;
  /** What the one who recorded it says of it. */
  note?: string;
}

/**
 * A result of a benchmark to be recorded.
 *
 * @public
 */
export interface LlmBaselineToRecord {
  /** Full ref of the Model. */
  model: string;
  /** Its version. */
  version: string;
  /** The deployment that was measured. */
  deployment: string;
  /** The JSON that `guidellm` or `vllm bench serve` wrote, as it is. */
  result: object;
  /** Conditions that the result does not say; what it says itself comes first. */
  conditions?: LlmBaselineConditions;
  /** What should be known of it, at most 1,000 characters. */
  note?: string;
}
