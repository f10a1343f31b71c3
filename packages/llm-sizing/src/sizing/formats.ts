import { WeightFormat } from '../architecture/Architecture';

/**
 * Bytes of a parameter without the scales that belong to it: the formula of vLLM's recipes.
 *
 * @internal
 */
export const PLAIN_BYTES: Record<WeightFormat, number> = {
  fp32: 4,
  fp16: 2,
  bf16: 2,
  fp8: 1,
  int8: 1,
  'awq-int4': 0.5,
  'gptq-int4': 0.5,
  nvfp4: 0.5,
  mxfp4: 0.5,
};

/**
 * Bytes of a parameter with its scales. Block-quantised fp8 has a 4-byte scale for 128 x 128 parameters, AWQ and GPTQ a
 * 2-byte scale and a 4-bit zero for 128, NVFP4 one byte for 16, MXFP4 one byte for 32.
 */
export const SCALED_BYTES: Record<WeightFormat, number> = {
  ...PLAIN_BYTES,
  fp8: 1 + 4 / 128 ** 2,
  int8: 1 + 2 / 128,
  'awq-int4': 0.5 + 2.5 / 128,
  'gptq-int4': 0.5 + 2.5 / 128,
  nvfp4: 0.5 + 1 / 16,
  mxfp4: 0.5 + 1 / 32,
};

/**
 * Bytes of a number that the model computes with. A checkpoint in fp8 computes in 16 bits between its matrices, and one in
 * fp32 altogether: the engine loads it in 16 bits unless it is told otherwise (`_resolve_auto_dtype` in
 * vllm/config/model.py).
 */
export function activationBytes(): number {
  return 2;
}

/** Bytes of a parameter once it is loaded. */
export function loadedBytes(format: WeightFormat): number {
  return format === 'fp32' ? activationBytes() : PLAIN_BYTES[format];
}
