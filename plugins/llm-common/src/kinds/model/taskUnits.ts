import { ModelPrice, ModelSlo, ModelTask } from './types.generated';

/**
 * The service level objectives of a model, without their window.
 *
 * @public
 */
export type ModelSloKey = Exclude<keyof ModelSlo, 'window'>;

/**
 * The units that a model's price can have.
 *
 * @public
 */
export type ModelPriceKey = Exclude<keyof ModelPrice, 'from' | 'currency'>;

/**
 * Which objectives and prices mean something for a task.
 *
 * @public
 */
export interface TaskUnits {
  /** Objectives that `spec.slo` may have. */
  readonly sloKeys: readonly ModelSloKey[];
  /** Units that entries of `spec.pricing` may have. */
  readonly priceKeys: readonly ModelPriceKey[];
}

const tokens: TaskUnits = {
  sloKeys: ['availability', 'ttftP95', 'interTokenP95', 'endToEndP95'],
  priceKeys: [
    'perMillionInputTokens',
    'perMillionCachedInputTokens',
    'perMillionOutputTokens',
  ],
};

/**
 * For each task the objectives and prices that mean something: the one table that forms, views and rules read.
 *
 * @public
 */
export const taskUnits: Readonly<Record<ModelTask, TaskUnits>> = {
  chat: tokens,
  completion: tokens,
  embedding: {
    sloKeys: ['availability', 'endToEndP95'],
    priceKeys: ['perMillionInputTokens'],
  },
  rerank: {
    sloKeys: ['availability', 'endToEndP95'],
    priceKeys: ['perMillionInputTokens', 'perThousandRequests'],
  },
  transcription: {
    sloKeys: ['availability', 'endToEndP95', 'realTimeFactorP95'],
    priceKeys: ['perAudioMinute', 'perAudioSecond'],
  },
  speech: {
    sloKeys: [
      'availability',
      'endToEndP95',
      'firstAudioP95',
      'realTimeFactorP95',
    ],
    priceKeys: ['perMillionCharacters', 'perAudioMinute', 'perAudioSecond'],
  },
  image: {
    sloKeys: ['availability', 'endToEndP95'],
    priceKeys: ['perImage'],
  },
  moderation: {
    sloKeys: ['availability', 'endToEndP95'],
    priceKeys: [
      'perMillionInputTokens',
      'perMillionOutputTokens',
      'perThousandRequests',
    ],
  },
};
