import { LayerGroup } from '../Architecture';
import { Part } from './Part';

/** What a layer does with the tokens before: attention, or something in its place. */
export interface Mixer {
  readonly group: Omit<LayerGroup, 'count'>;
  readonly parts: readonly Part[];
}

/** What a layer does with each token by itself. */
export interface FeedForward {
  readonly group: Pick<LayerGroup, 'intermediateSize' | 'experts'>;
  readonly parts: readonly Part[];
}

/** One layer of a model. */
export interface Layer {
  /** None for a layer that has no attention, two for one that has two of them. */
  readonly mixers: readonly Mixer[];
  readonly feedForward?: FeedForward;
  /** Norms, and what else there is. */
  readonly others: readonly Part[];
}

/** A layer that has no attention. */
export const NO_MIXER: Mixer = { group: { attention: 'none' }, parts: [] };
