import { UsagePrice } from '@modelyard/llm-measures';

/** Knows what usage of models costs. */
export interface UsagePrices {
  /** All prices of a model that are known; empty where it has none, or is no entity. */
  pricesOf(model: string): readonly UsagePrice[];
}
