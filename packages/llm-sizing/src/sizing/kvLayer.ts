import { LayerGroup } from '../architecture/Architecture';
import { KvCacheFormat } from './EngineOptions';
import { known, knownCount } from './known';

/** Bytes that one layer keeps for a token on one device, or why that cannot be said. */
export type KvLayer =
  | { readonly bytes: number }
  | { readonly missing: keyof LayerGroup }
  | { readonly unsupported: true };

/** Elements that share one 4-byte scale in fp8_ds_mla and in the keys of a sparse-attention indexer. */
const SCALED_ELEMENTS = 128;

/**
 * Bytes that one layer keeps for each token on one of `tensorParallel` devices. Heads are divided among the devices; where
 * there are more devices than heads, each device keeps a whole head, and so a copy. Compressed keys (MLA) count as one head.
 *
 * Source: `page_size_bytes` of the specs in vllm/v1/kv_cache_interface.py.
 */
export function kvBytesPerToken(options: {
  layer: LayerGroup;
  format: KvCacheFormat;
  /** Bytes of a number that the model computes with. */
  activationBytes: number;
  tensorParallel: number;
}): KvLayer {
  const { layer, format, activationBytes, tensorParallel } = options;
  switch (layer.attention) {
    case 'full':
    case 'sliding':
    case 'chunked':
    case 'cross': {
      const heads = knownCount(layer.kvHeads);
      const key = known(layer.headDim);
      if (heads === undefined || key === undefined) {
        return { missing: heads === undefined ? 'kvHeads' : 'headDim' };
      }
      const perHead = headBytes({
        key,
        value: known(layer.valueHeadDim) ?? key,
        format,
        activationBytes,
      });
      return perHead === undefined
        ? { unsupported: true }
        : {
            bytes: Math.max(1, Math.floor(heads / tensorParallel)) * perHead,
          };
    }
    case 'mla':
      return mlaBytes({ layer, format, activationBytes });
    default:
      return { bytes: 0 };
  }
}

function headBytes(options: {
  key: number;
  value: number;
  format: KvCacheFormat;
  activationBytes: number;
}): number | undefined {
  const { key, value, format, activationBytes } = options;
  switch (format) {
    case 'nvfp4':
      // Two values in a byte, and one byte of scale for sixteen of them.
      return (key + value) / 2 + (key + value) / 16;
    case 'int8_per_token_head':
    case 'fp8_per_token_head':
      // A 4-byte scale for the key and one for the value.
      return key + value + 2 * 4;
    case 'fp8_ds_mla':
      return undefined;
    default:
      return (key + value) * elementBytes(format, activationBytes);
  }
}

function mlaBytes(options: {
  layer: LayerGroup;
  format: KvCacheFormat;
  activationBytes: number;
}): KvLayer {
  const { layer, format, activationBytes } = options;
  const rank = known(layer.kvLoraRank);
  const rope = known(layer.ropeHeadDim);
  if (rank === undefined || rope === undefined) {
    return { missing: rank === undefined ? 'kvLoraRank' : 'ropeHeadDim' };
  }
  const index = known(layer.indexHeadDim);
  // The indexer's keys are fp8 with their scales whatever the format of the rest.
  const indexer =
    index === undefined ? 0 : index + 4 * Math.ceil(index / SCALED_ELEMENTS);
  switch (format) {
    case 'nvfp4':
    case 'int8_per_token_head':
    case 'fp8_per_token_head':
      return { unsupported: true };
    case 'fp8_ds_mla':
      // The positional part stays in 16 bits: 656 bytes for ranks 512 and 64.
      return {
        bytes:
          rank + 4 * Math.ceil(rank / SCALED_ELEMENTS) + 2 * rope + indexer,
      };
    default:
      return {
        bytes: (rank + rope) * elementBytes(format, activationBytes) + indexer,
      };
  }
}

function elementBytes(format: KvCacheFormat, activationBytes: number): number {
  switch (format) {
    case 'auto':
      return activationBytes;
    case 'float16':
    case 'bfloat16':
      return 2;
    default:
      return 1;
  }
}
