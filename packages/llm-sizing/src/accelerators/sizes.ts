/** Bytes of a size in MiB, the unit of `nvidia-smi`. */
export function mib(size: number): number {
  return size * 1024 ** 2;
}

/** Bytes of a size in GiB. */
export function gib(size: number): number {
  return size * 1024 ** 3;
}

/** Bytes per second of a rate in GB/s, the unit of data sheets. */
export function gbPerSecond(rate: number): number {
  return rate * 1e9;
}

/** Operations per second of a figure in TFLOPS or TOPS. */
export function tera(figure: number): number {
  return figure * 1e12;
}
