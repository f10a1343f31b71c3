/** A group of a pipeline: the layers that it has, and what belongs to the ends of the model. */
export interface Stage {
  readonly layers: number;
  /** Has the matrix that reads tokens. */
  readonly isFirst: boolean;
  /** Has the matrix that writes tokens, and chooses them. */
  readonly isLast: boolean;
}

/**
 * The different stages of a pipeline. Layers that are left over go to the stages before the last, from the back
 * (`get_pp_indices` in vllm/distributed/utils.py); equal stages in the middle are listed once.
 */
export function pipelineStages(
  layers: number,
  pipelineParallel: number,
): readonly Stage[] {
  if (pipelineParallel <= 1) {
    return [{ layers, isFirst: true, isLast: true }];
  }
  const each = Math.floor(layers / pipelineParallel);
  const left = layers - each * pipelineParallel;
  // The stage before the last is the first to get one more; the last one never does.
  const first: Stage = {
    layers: each + (left >= pipelineParallel - 1 ? 1 : 0),
    isFirst: true,
    isLast: false,
  };
  const last: Stage = { layers: each, isFirst: false, isLast: true };
  if (pipelineParallel === 2) {
    return [first, last];
  }
  return [
    first,
    { layers: each + (left > 0 ? 1 : 0), isFirst: false, isLast: false },
    last,
  ];
}
