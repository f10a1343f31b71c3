import { Architecture, WeightFormat } from '../Architecture';
import { Fields } from '../config/Fields';

/** A format that weights can be quantised to. */
export type QuantizedFormat = NonNullable<Architecture['quantization']>;

/** How the weights of a checkpoint were quantised. */
export interface Quantization {
  /** The format that most of them have. */
  readonly format: QuantizedFormat;
  /**
   * The format of a matrix, by its name; undefined for one that was left as it was.
   *
   * @param name - such as `layers.0.self_attn.q_proj`
   */
  readonly formatOf: (name: string) => WeightFormat | undefined;
  /** Whether the matrix that writes tokens is quantised as well. */
  readonly quantisesHead?: boolean;
  /** Rows or columns that share a scale. */
  readonly group?: number;
  /** Format that the KV cache was calibrated for. */
  readonly kvCacheFormat?: Architecture['kvCacheFormat'];
}

/** How the settings of one quantiser are read. Undefined means that they cannot be, which has been reported. */
export interface QuantizationMethod {
  /** Values of `quant_method`, in lower case. */
  readonly names: readonly string[];
  readonly read: (fields: Fields) => Quantization | undefined;
}

/** The 4-bit and 8-bit integer formats that weights alone are quantised to. */
export function integerFormat(
  bits: number | undefined,
  family: 'awq-int4' | 'gptq-int4',
): QuantizedFormat | undefined {
  if (bits === 4) {
    return family;
  }
  return bits === 8 ? 'int8' : undefined;
}

/** A group as other sizes are: one that is -1 means whole rows, whose scales no split divides. */
export function readGroup(value: unknown): number | undefined {
  if (Array.isArray(value)) {
    // Rows and columns of a block.
    return readGroup(value[0]);
  }
  return typeof value === 'number' && Number.isInteger(value) && value > 1
    ? value
    : undefined;
}
