import { Parallelism } from './EngineOptions';
import { PreparedModel } from './model';
import { Range } from './Range';
import { Stage } from './stages';

/**
 * Weights on one device of a pipeline stage, in bytes. Tensor parallelism divides all of them but what every device needs
 * whole: heads for keys and values where there are more devices than heads, the matrices that compress keys, and towers in
 * many models. The first stage reads tokens, the last writes them.
 */
export function stageWeights(options: {
  model: PreparedModel;
  parallelism: Parallelism;
  stage: Stage;
}): Range {
  const { model, parallelism, stage } = options;
  const { embedding, head, layers, experts, towers } = model.weights;
  const { tensorParallel: devices, pipelineParallel } = parallelism;
  const share = stage.layers / model.layers;
  const copied =
    share *
    (model.keyValueBytes * Math.max(0, 1 / model.kvHeads - 1 / devices) +
      model.compressionBytes * (1 - 1 / devices));
  const expertShare = share * expertsPerDevice(model, parallelism);

  let low = (layers.low * share) / devices + experts.low * expertShare + copied;
  let high =
    (layers.high * share) / devices + experts.high * expertShare + copied;
  if (stage.isFirst) {
    low += embedding.low / devices + towers.low / devices;
    high += embedding.high / devices + towers.high;
  }
  if (stage.isLast) {
    const tied = model.architecture.tiedEmbeddings === true;
    // A last stage of its own needs a copy of the matrix that the first has.
    const written = tied && pipelineParallel > 1 ? embedding : head;
    low += written.low / devices;
    high += written.high / devices;
  }
  if (pipelineParallel > 1 && model.architecture.tiedEmbeddings === undefined) {
    // Without a second matrix for words, the layers are larger by as much.
    high += (head.high * share) / devices;
  }
  return { low, high };
}

/** Share of the routed experts on one device: whole experts where they are spread, a slice of each otherwise. */
function expertsPerDevice(
  { widths }: PreparedModel,
  { expertParallel, tensorParallel, dataParallel }: Parallelism,
): number {
  if (!expertParallel) {
    return 1 / tensorParallel;
  }
  const devices = tensorParallel * dataParallel;
  const total = widths.experts?.total;
  return total === undefined ? 1 / devices : Math.ceil(total / devices) / total;
}
