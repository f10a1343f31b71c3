import { Fields } from '../config/Fields';
import { Part } from '../parts/Part';

/** A part beside the language part, with what was found of its size. */
export interface TowerShape {
  readonly layers?: number;
  readonly hiddenSize?: number;
  readonly intermediateSize?: number;
  /** With the matrices that bring its output to the language part. */
  readonly parts: readonly Part[];
}

/** How the towers of some models are read. Undefined where sizes are missing, which has been reported. */
export interface TowerReader {
  readonly kind: 'vision' | 'audio';
  /** Values of its `model_type`. */
  readonly modelTypes: readonly string[];
  readonly read: (options: {
    fields: Fields;
    /** The fields of the whole file. */
    top: Fields;
    /** Width of the language part. */
    textSize: number;
  }) => TowerShape | undefined;
}
