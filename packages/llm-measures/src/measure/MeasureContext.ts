import { Money } from '@modelyard/llm-units';

/**
 * What a model promises; `spec.slo` of a Model. Durations are in seconds, shares from 0 to 1.
 *
 * @public
 */
export interface MeasuredSlo {
  readonly windowSeconds?: number;
  readonly availability?: {
    readonly objective: number;
    readonly basis: 'requests' | 'time';
  };
  readonly timeToFirstTokenP95?: number;
  readonly interTokenP95?: number;
  readonly endToEndP95?: number;
  readonly firstAudioP95?: number;
  readonly realTimeFactorP95?: number;
}

/**
 * A price that is in force from a day on; an entry of `spec.pricing` of a Model.
 *
 * @public
 */
export interface UsagePrice {
  /** Name by which closed hours refer to it. */
  readonly id: string;
  /** First day, such as `2026-01-31`, in UTC. */
  readonly from: string;
  /** ISO 4217 code. */
  readonly currency: string;
  readonly perMillionInputTokens?: number;
  readonly perMillionCachedInputTokens?: number;
  readonly perMillionOutputTokens?: number;
  readonly perThousandRequests?: number;
  readonly perAudioMinute?: number;
  readonly perAudioSecond?: number;
  readonly perMillionCharacters?: number;
  readonly perImage?: number;
}

/**
 * A throughput that was recorded under known conditions, by a benchmark such as guidellm or `vllm bench serve`.
 *
 * @public
 */
export interface ThroughputBaseline {
  readonly id: string;
  /** Output tokens per second. */
  readonly tokensPerSecond: number;
  /**
   * In what the conditions of the deployment differ from those of the record, in words; empty where both are comparable.
   * GPU model and count, and the lengths of prompts and answers, must be the same.
   */
  readonly differences: readonly string[];
}

/**
 * What a measure takes from the entity and the configuration, as plain values.
 *
 * @public
 */
export interface MeasureContext {
  readonly slo?: MeasuredSlo;
  /** The price in force in the window. */
  readonly price?: UsagePrice;
  /** Price of an hour of one GPU, as it is held. */
  readonly pricePerGpuHour?: Money;
  readonly budget?: {
    /** For a month. */
    readonly amount: Money;
    /** Whether it is held against what was used or against what was held. */
    readonly basis: 'used' | 'held';
  };
  readonly baseline?: ThroughputBaseline;
  /** Intensity of the power at the place where the model runs. */
  readonly carbon?: {
    readonly gramsPerKilowattHour: number;
    readonly region: string;
  };
}
