/** Bytes of a size in MiB, the unit of `nvidia-smi`. */
export function mib(size: number): number {
  return size * 1024 ** 2;
}

/** Bytes of a size in GiB. */
export function gib(size: number): number {
  return size * 1024 ** 3;
}
