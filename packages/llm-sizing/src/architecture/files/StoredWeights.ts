import { StoredType } from '../Architecture';

/**
 * What weight files hold, as they say themselves.
 *
 * @public
 */
export interface StoredWeights {
  /** Sum of all weights, in bytes, without the headers of the files. */
  readonly bytes: number;
  /** The same by number type. */
  readonly types: readonly StoredType[];
  /** Number of matrices and vectors. */
  readonly tensors: number;
}

/** Adds up what is stored, by number type, in the order in which types first come. */
export function addStored(
  tensors: Iterable<StoredType>,
): Pick<StoredWeights, 'bytes' | 'types' | 'tensors'> {
  const types = new Map<string, { elements: number; bytes: number }>();
  let bytes = 0;
  let count = 0;
  for (const tensor of tensors) {
    const known = types.get(tensor.type) ?? { elements: 0, bytes: 0 };
    known.elements += tensor.elements;
    known.bytes += tensor.bytes;
    types.set(tensor.type, known);
    bytes += tensor.bytes;
    count++;
  }
  return {
    bytes,
    tensors: count,
    types: [...types].map(([type, sizes]) => ({ type, ...sizes })),
  };
}
