import { WeightFormat } from './architecture/Architecture';
import { KvCacheFormat } from './sizing/EngineOptions';

/**
 * How a GPU deals with a format in vLLM:
 *
 * - `native`: it computes in the format.
 * - `emulated`: it stores the format and converts it for each multiplication, such as fp8 weights through Marlin on Ampere.
 *   Memory is saved, compute is not.
 * - `none`: the engine refuses to start, or has no kernel.
 *
 * @public
 */
export type FormatSupport = 'native' | 'emulated' | 'none';

/**
 * A kernel of vLLM that only some GPUs can run.
 *
 * @public
 */
export type EngineKernel =
  | 'flash-attention-2'
  | 'flash-attention-3'
  | 'flash-attention-4'
  | 'flashinfer'
  | 'triton-attention'
  | 'flash-mla'
  | 'flash-mla-sparse'
  | 'cutlass-mla'
  | 'rocm-aiter'
  | 'marlin'
  | 'machete'
  | 'cutlass-fp8'
  | 'deep-gemm';

/**
 * What a generation of GPUs can do in vLLM. A format or kernel that is not in a list is one that nobody looked up.
 *
 * @public
 */
export interface EngineSupport {
  /** How weights of each format are worked with. `int8` means 8-bit activations as well. */
  readonly weights: { readonly [format in WeightFormat]?: FormatSupport };
  /** How a KV cache of each format is worked with, for models whose attention the format exists for. */
  readonly kvCache: {
    readonly [format in Exclude<KvCacheFormat, 'auto'>]?: FormatSupport;
  };
  /** Whether each kernel runs. */
  readonly kernels: { readonly [kernel in EngineKernel]?: boolean };
  /** Where this was read. */
  readonly source: string;
}
