import {
  CelListType,
  CelMapType,
  CelScalar,
  listType,
  mapType,
} from '@bufbuild/cel';

// Types of parameters of CEL functions. They are named, since declarations
// cannot repeat what the library keeps to itself.

/** A truth value. */
export const BOOL: typeof CelScalar.BOOL = CelScalar.BOOL;
/** A floating-point number. */
export const DOUBLE: typeof CelScalar.DOUBLE = CelScalar.DOUBLE;
/** Anything. */
export const DYN: typeof CelScalar.DYN = CelScalar.DYN;
/** A whole number. */
export const INT: typeof CelScalar.INT = CelScalar.INT;
/** A text. */
export const STRING: typeof CelScalar.STRING = CelScalar.STRING;
/** A list of anything. */
export const LIST: CelListType<typeof CelScalar.DYN> = listType(DYN);
/** A map of anything; also what opaque values are. */
export const MAP: CelMapType<typeof CelScalar.DYN, typeof CelScalar.DYN> =
  mapType(DYN, DYN);
