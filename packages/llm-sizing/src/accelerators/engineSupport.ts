import { EngineSupport } from '../EngineSupport';

// Every 4-bit integer format is stored, and multiplied in 16 bits, on all GPUs: AWQ and GPTQ quantise weights alone.

const VLLM =
  'vllm-project/vllm v0.30.0: marlin_utils_fp8.py, marlin_utils_fp4.py, scaled_mm_entry.cu, fused_moe/oracle/fp8.py; docs/features/quantization/README.md (hardware table), docs/design/attention_backends.md';

const INT4 = { 'awq-int4': 'emulated', 'gptq-int4': 'emulated' } as const;
const FLOATS = { fp32: 'native', fp16: 'native', bf16: 'native' } as const;
const KV_FLOATS = { float16: 'native', bfloat16: 'native' } as const;

/** Compute capability 7.5. */
export const turing: EngineSupport = {
  weights: {
    fp32: 'native',
    fp16: 'native',
    // The engine converts bf16 to fp16 while loading, and to fp32 for models that fp16 is too narrow for (Gemma 2 and 3).
    bf16: 'emulated',
    fp8: 'emulated',
    int8: 'native',
    ...INT4,
    nvfp4: 'emulated',
    // Marlin leaves this one format out.
    mxfp4: 'none',
  },
  kvCache: { float16: 'native', bfloat16: 'none', fp8_ds_mla: 'none' },
  kernels: {
    'flash-attention-2': false,
    'flash-attention-3': false,
    'flash-attention-4': false,
    flashinfer: true,
    'triton-attention': true,
    'flash-mla': false,
    'flash-mla-sparse': false,
    'cutlass-mla': false,
    'rocm-aiter': false,
    marlin: true,
    machete: false,
    'cutlass-fp8': false,
    'deep-gemm': false,
  },
  source: `${VLLM}; bf16 on 7.5: vllm/platforms/cuda.py, supported_dtypes`,
};

/** Compute capability 8.0 and 8.6. */
export const ampere: EngineSupport = {
  weights: {
    ...FLOATS,
    fp8: 'emulated',
    int8: 'native',
    ...INT4,
    nvfp4: 'emulated',
    mxfp4: 'emulated',
  },
  kvCache: {
    ...KV_FLOATS,
    fp8: 'emulated',
    fp8_e4m3: 'emulated',
    fp8_e5m2: 'emulated',
    fp8_ds_mla: 'none',
    int8_per_token_head: 'emulated',
  },
  kernels: {
    ...turing.kernels,
    'flash-attention-2': true,
  },
  source: VLLM,
};

/** Compute capability 8.9. */
export const ada: EngineSupport = {
  weights: { ...ampere.weights, fp8: 'native' },
  kvCache: { ...ampere.kvCache, fp8_per_token_head: 'emulated' },
  kernels: { ...ampere.kernels, 'cutlass-fp8': true },
  source: VLLM,
};

/** Compute capability 9.0. */
export const hopper: EngineSupport = {
  weights: ada.weights,
  kvCache: {
    ...ada.kvCache,
    // FlashAttention 3 multiplies in fp8 as well, but in e4m3 alone: e5m2 takes another backend, which converts it.
    fp8: 'native',
    fp8_e4m3: 'native',
    fp8_ds_mla: 'native',
  },
  kernels: {
    ...ada.kernels,
    'flash-attention-3': true,
    'flash-mla': true,
    'flash-mla-sparse': true,
    machete: true,
    'deep-gemm': true,
  },
  source: `${VLLM}; docs/features/quantization/quantized_kvcache.md, v1/attention/backends/flash_attn.py (get_fp8_dtype_for_flashattn)`,
};

/** Compute capability 10.0: the Blackwell of data centres. */
export const blackwell: EngineSupport = {
  weights: {
    ...FLOATS,
    fp8: 'native',
    // The kernel that quantises activations to int8 does not exist from 10.0 on.
    int8: 'none',
    ...INT4,
    nvfp4: 'native',
    mxfp4: 'native',
  },
  // The kernels of TensorRT-LLM take queries in fp8. Not confirmed: whether they take e5m2, so it counts as converted.
  kvCache: { ...hopper.kvCache, nvfp4: 'native' },
  kernels: {
    ...hopper.kernels,
    'flash-attention-3': false,
    'flash-attention-4': true,
    'cutlass-mla': true,
    machete: false,
  },
  source: `${VLLM}; int8: docs/features/quantization/llm_compressor/int8_w8a8.md; fp8 cache: vllm-project/vllm/pull/23647; NVFP4 cache: vllm-project/vllm/pull/40177`,
};

/** Compute capability 12.0: the Blackwell of workstations. Kernels that are built for 10.x alone are missing here. */
export const blackwellWorkstation: EngineSupport = {
  weights: { ...blackwell.weights, mxfp4: 'emulated' },
  kvCache: {
    ...KV_FLOATS,
    // Queries stay in 16 bits, for want of the kernels of TensorRT-LLM.
    fp8: 'emulated',
    fp8_e4m3: 'emulated',
    fp8_e5m2: 'emulated',
    int8_per_token_head: 'emulated',
    fp8_per_token_head: 'emulated',
    // The engine refuses it, although FlashInfer has a kernel.
    nvfp4: 'none',
  },
  kernels: {
    'flash-attention-2': true,
    'flash-attention-3': false,
    'triton-attention': true,
    'flash-mla': false,
    'flash-mla-sparse': false,
    'cutlass-mla': false,
    'rocm-aiter': false,
    marlin: true,
    machete: false,
    'cutlass-fp8': true,
    'deep-gemm': false,
  },
  source: `${VLLM}; fp8 cache: vllm-project/vllm/pull/43232; NVFP4 cache: vllm-project/vllm/issues/47790 (v0.29.0; vllm-project/vllm/pull/49818 was not merged); MXFP4: vllm-project/vllm/issues/30135; int8: docs/features/quantization/llm_compressor/int8_w8a8.md`,
};

/** AMD gfx942. */
export const cdna3: EngineSupport = {
  weights: {
    ...FLOATS,
    fp8: 'native',
    ...INT4,
    mxfp4: 'emulated',
  },
  kvCache: {
    ...KV_FLOATS,
    // Paged attention multiplies in 16 bits unless VLLM_ROCM_FP8_MFMA_PAGE_ATTN is set.
    fp8: 'emulated',
    fp8_e4m3: 'emulated',
    fp8_e5m2: 'emulated',
    fp8_ds_mla: 'none',
    int8_per_token_head: 'emulated',
  },
  kernels: {
    'flash-attention-3': false,
    'flash-attention-4': false,
    flashinfer: false,
    'triton-attention': true,
    'flash-mla': false,
    'flash-mla-sparse': false,
    'cutlass-mla': false,
    'rocm-aiter': true,
    marlin: false,
    machete: false,
    'cutlass-fp8': false,
    'deep-gemm': false,
  },
  source:
    'vllm-project/vllm v0.30.0: vllm/platforms/rocm.py (supported_quantization, fp8_dtype), kernels/linear/scaled_mm/rocm.py, envs.py; docs/design/attention_backends.md; fp8 cache: vllm-project/vllm/pull/22222',
};
