import { Architecture, LayerGroup } from '../architecture/Architecture';
import { KvCacheFormat } from './EngineOptions';
import { known, knownCount } from './known';
import { kvBytesPerToken } from './kvLayer';
import { Range } from './Range';

/** Tokens of a block, the unit in which the engine hands out its cache (vLLM's default). */
const BLOCK = 16;

/** States are padded to the page of attention layers: by a fifth in start-up logs of hybrid models. */
const STATE_PADDING = 1.25;

/** Equal layers that keep something for a request. */
export interface KvKind {
  readonly layer: LayerGroup;
  readonly count: number;
  /** Tokens that they look back at most; absent where they keep all. */
  readonly window?: number;
  /** Bytes of a linear layer's state, whatever the length of the request; 0 for others. */
  readonly state: number;
  /** How much more the engine reserves where groups of layers of different kinds are made equal in size. */
  readonly padding: number;
}

/** The layers that keep something, or what is not known of them, or that the format does not exist for them. */
export type KvKinds =
  | { readonly known: true; readonly kinds: readonly KvKind[] }
  | { readonly known: false; readonly missing: string }
  | { readonly known: false; readonly unsupported: LayerGroup['attention'] };

/** What some layers of a pipeline stage keep for a request on one device. */
export interface KvPart {
  readonly attention: LayerGroup['attention'];
  /** Bytes for each token, all of these layers together. */
  readonly bytesPerToken: number;
  readonly window?: number;
  readonly padding: number;
}

/** What a pipeline stage keeps for each request on one device. */
export interface KvDemand {
  readonly parts: readonly KvPart[];
  /** Bytes for a request whatever its length. */
  readonly state: Range;
  /** Tokens that a request is rounded up to, at the least and at the most. */
  readonly block: Range;
  /** Devices that share the tokens of a request. */
  readonly sharedBy: number;
}

/** Finds the layers that keep something for a request, in a format. */
export function findKvKinds(options: {
  architecture: Architecture;
  format: KvCacheFormat;
  activationBytes: number;
}): KvKinds {
  const { architecture } = options;
  const kinds: Array<Omit<KvKind, 'padding'>> = [];
  for (const [index, layer] of architecture.layers.entries()) {
    const path = `architecture.layers[${index}]`;
    const count = knownCount(layer.count);
    if (count === undefined) {
      return { known: false, missing: `${path}.count` };
    }
    const kept = kvBytesPerToken({ ...options, layer, tensorParallel: 1 });
    if ('missing' in kept) {
      return { known: false, missing: `${path}.${kept.missing}` };
    }
    if ('unsupported' in kept) {
      return { known: false, unsupported: layer.attention };
    }
    const state = known(layer.stateBytes);
    if (layer.attention === 'linear' && state === undefined) {
      return { known: false, missing: `${path}.stateBytes` };
    }
    const windowed = ['sliding', 'chunked', 'cross'].includes(layer.attention);
    const window = windowed ? knownCount(layer.window) : undefined;
    if (windowed && window === undefined) {
      return { known: false, missing: `${path}.window` };
    }
    if (kept.bytes > 0 || layer.attention === 'linear') {
      kinds.push({
        layer,
        count,
        window,
        state: layer.attention === 'linear' ? state ?? 0 : 0,
      });
    }
  }
  const padding = groupPadding(kinds);
  return {
    known: true,
    kinds: kinds.map(kind => ({ ...kind, padding: padding(kind) })),
  };
}

/**
 * What one pipeline stage keeps for each request on one device.
 *
 * Linear layers keep one state for a request, or two where common beginnings are kept (MambaSpec in
 * vllm/v1/kv_cache_interface.py).
 */
export function kvDemand(options: {
  kinds: readonly KvKind[];
  format: KvCacheFormat;
  activationBytes: number;
  tensorParallel: number;
  decodeContextParallel: number;
  /** Share of the layers that this stage has. */
  share: number;
  prefixCaching: boolean;
}): KvDemand {
  const { kinds, share, format, activationBytes, tensorParallel } = options;
  const parts: KvPart[] = [];
  let state = 0;
  let largestState = 0;
  let perLayer = 0;
  for (const kind of kinds) {
    const { layer, count, window, padding } = kind;
    const inStage = Math.ceil(count * share - 1e-9);
    if (layer.attention === 'linear') {
      state += (kind.state / tensorParallel) * inStage;
      largestState = Math.max(largestState, kind.state / tensorParallel);
      continue;
    }
    const kept = kvBytesPerToken({
      layer,
      format,
      activationBytes,
      tensorParallel,
    });
    const bytes = 'bytes' in kept ? kept.bytes : 0;
    perLayer = Math.max(perLayer, bytes);
    parts.push({
      attention: layer.attention,
      bytesPerToken: bytes * inStage,
      window,
      padding,
    });
  }
  return {
    parts,
    state: {
      low: state,
      high: state * (options.prefixCaching ? 2 : 1) * STATE_PADDING,
    },
    // A block of attention is made as large as a state, so that both are pages of one size.
    block: {
      low: BLOCK,
      high:
        largestState > 0 && perLayer > 0
          ? Math.max(1, Math.ceil(largestState / perLayer / BLOCK)) * BLOCK
          : BLOCK,
    },
    sharedBy: options.decodeContextParallel,
  };
}

/**
 * vLLM makes groups of equally many layers, as many as the rarest kind has (or as the most frequent one, if that is less
 * than a quarter more), and fills up the last group of each kind (vllm/v1/core/kv_cache_utils.py, groups of uniform page
 * size).
 */
function groupPadding(
  kinds: ReadonlyArray<Omit<KvKind, 'padding'>>,
): (kind: Omit<KvKind, 'padding'>) => number {
  const counts = new Map<string, number>();
  for (const kind of kinds) {
    if (kind.layer.attention !== 'cross') {
      counts.set(nameOf(kind), (counts.get(nameOf(kind)) ?? 0) + kind.count);
    }
  }
  if (counts.size < 2) {
    return () => 1;
  }
  const rarest = Math.min(...counts.values());
  const most = Math.max(...counts.values());
  const size = most < rarest * 1.25 ? most : rarest;
  return kind => {
    const count = counts.get(nameOf(kind));
    return count === undefined ? 1 : (Math.ceil(count / size) * size) / count;
  };
}

function nameOf({ layer, window }: Omit<KvKind, 'padding'>): string {
  return `${layer.attention} ${window ?? ''}`;
}
