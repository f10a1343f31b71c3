import { CelScalar, listType, mapType } from '@bufbuild/cel';

/** Types of parameters of CEL functions. */
export const { BOOL, DOUBLE, DYN, INT, STRING } = CelScalar;
/** A list of anything. */
export const LIST = listType(DYN);
/** A map of anything; also what opaque values are. */
export const MAP = mapType(DYN, DYN);
