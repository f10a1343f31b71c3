import { Layer } from '../parts/Layer';
import { Part } from '../parts/Part';
import { Fields } from './Fields';

/** What a family's reader gets. */
export interface TextContext {
  /** The fields of the language part: a nested object where there are other parts. */
  readonly fields: Fields;
  /** Of the language part, such as `qwen3_moe`. */
  readonly modelType: string;
  /** Bytes of a number that the model computes with, where its format is known. */
  readonly activationBytes: number | undefined;
  /** Whether the model writes tokens; one that embeds or ranks texts has no matrix for that. */
  readonly writesTokens: boolean;
  /** Whether it returns vectors; one that ranks or sorts texts returns a score. */
  readonly returnsVectors: boolean;
  /** What the whole file says of embeddings, which beats what the language part says. */
  readonly tied: boolean | undefined;
}

/** The language part of a model, layer by layer. */
export interface TextModel {
  readonly hiddenSize: number;
  readonly vocabSize: number | undefined;
  readonly tied: boolean;
  readonly layers: readonly Layer[];
  /** Embeddings, heads and what else belongs to no layer. */
  readonly others: readonly Part[];
  /** Layers that guess further tokens. */
  readonly prediction?: {
    readonly count: number;
    /** All of them together. */
    readonly parts: readonly Part[];
  };
  /** Length of the vector that it returns for a text, where that is what it is for. */
  readonly embeddingDimensions?: number;
  /** Most tokens of a request, where no common field says so. */
  readonly contextLength?: number;
}

/**
 * How one family of models is read. Undefined means that something without which nothing can be said is missing, and has
 * been reported.
 */
export interface Family {
  /** Values of `model_type`. */
  readonly modelTypes: readonly string[];
  readonly read: (context: TextContext) => TextModel | undefined;
}
