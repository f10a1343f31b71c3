import { KvDemand, KvPart } from './kvCache';

type Side = 'low' | 'high';

/**
 * Bytes that a running request of so many tokens keeps on one device. Layers with a window keep that much and the block
 * that it begins in.
 */
export function runningBytes(
  demand: KvDemand,
  tokens: number,
  side: Side,
): number {
  const block = demand.block[side];
  let bytes = demand.state[side];
  for (const part of demand.parts) {
    bytes +=
      runningTokens(demand, part, tokens, block) *
      part.bytesPerToken *
      padding(part, side);
  }
  return bytes;
}

function runningTokens(
  demand: KvDemand,
  part: KvPart,
  tokens: number,
  block: number,
): number {
  const { attention, window } = part;
  const all = wholeBlocks(tokens / sharedBy(demand, part), block);
  if (window === undefined) {
    return all;
  }
  const most = wholeBlocks(window, block);
  // What the encoder gave does not grow with the answer.
  return attention === 'cross'
    ? most
    : Math.min(all, attention === 'sliding' ? most + block : most);
}

/**
 * Bytes that one request of so many tokens may need at once, which the engine demands at its start. While it reads the
 * prompt, a layer with a window keeps the window and all tokens of a step
 * (`max_memory_usage_bytes` in vllm/v1/kv_cache_interface.py).
 */
export function startupBytes(
  demand: KvDemand,
  tokens: number,
  stepTokens: number,
  side: Side,
): number {
  const block = demand.block[side];
  let bytes = demand.state[side];
  for (const part of demand.parts) {
    bytes +=
      startupTokens(demand, part, tokens, stepTokens, block) *
      part.bytesPerToken *
      padding(part, side);
  }
  return bytes;
}

/** Bytes that layers with a window need beyond what running requests keep, for the tokens of a step. */
export function stepBytes(
  demand: KvDemand,
  stepTokens: number,
  side: Side,
): number {
  let bytes = 0;
  for (const part of demand.parts) {
    if (part.attention === 'sliding' || part.attention === 'chunked') {
      bytes += stepTokens * part.bytesPerToken * padding(part, side);
    }
  }
  return bytes;
}

function startupTokens(
  demand: KvDemand,
  part: KvPart,
  tokens: number,
  stepTokens: number,
  block: number,
): number {
  const { attention, window } = part;
  if (window === undefined) {
    return wholeBlocks(tokens / sharedBy(demand, part), block);
  }
  switch (attention) {
    case 'sliding':
      return (
        wholeBlocks(Math.min(window - 1 + stepTokens, tokens), block) + block
      );
    case 'chunked':
      return wholeBlocks(Math.min(window + stepTokens, tokens), block);
    default:
      return wholeBlocks(window, block);
  }
}

/** Only layers that keep all tokens can share them. */
function sharedBy(demand: KvDemand, part: KvPart): number {
  return part.window === undefined ? demand.sharedBy : 1;
}

function padding(part: KvPart, side: Side): number {
  return side === 'low' ? 1 : part.padding;
}

function wholeBlocks(tokens: number, block: number): number {
  // Not Math.ceil(tokens) first: a share of the tokens of a request is rounded once.
  return Math.ceil(tokens / block - 1e-9) * block;
}
