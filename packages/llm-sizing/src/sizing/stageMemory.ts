import { BatchClass, minorVersion, resolveBatching } from './batching';
import { Parallelism } from './EngineOptions';
import { KvDemand, kvDemand } from './kvCache';
import { PreparedModel } from './model';
import { overheadTerms } from './overhead';
import { StageContext } from './overhead/OverheadTerm';
import { addRanges, Range, ZERO } from './Range';
import { pipelineStages, Stage } from './stages';
import { stageWeights } from './stageWeights';

/** What one device of a pipeline stage holds, whatever the device. */
export interface StageMemory {
  readonly context: StageContext;
  readonly weights: Range;
  readonly draft: Range;
  readonly other: Range;
  /** What each request takes. */
  readonly demand: KvDemand;
}

/** What all ways to spread a model have in common, on all devices with the same defaults. */
export type StageBasis = Omit<StageContext, 'parallelism' | 'stage'>;

export function stageBasis(options: {
  model: PreparedModel;
  batchClass: BatchClass;
  vendor: StageContext['vendor'];
  maxModelLen: number | undefined;
}): StageBasis {
  const { model, vendor } = options;
  const { engine } = model;
  return {
    model,
    batching: resolveBatching({ ...options, engine }),
    vendor,
    minor: minorVersion(engine.version),
  };
}

/** What the devices of each pipeline stage hold. */
export function memoryOfStages(
  { model, batching, vendor, minor }: StageBasis,
  parallelism: Parallelism,
): readonly StageMemory[] {
  return pipelineStages(model.layers, parallelism.pipelineParallel).map(stage =>
    memoryOfStage({ model, parallelism, stage, batching, vendor, minor }),
  );
}

function memoryOfStage(context: StageContext): StageMemory {
  let low = 0;
  let high = 0;
  for (const term of overheadTerms) {
    const bytes = term.bytes(context);
    low += bytes.low;
    high += bytes.high;
  }
  return {
    context,
    weights: stageWeights(context),
    draft: draftWeights(context),
    other: { low, high },
    demand: demandOf(context),
  };
}

/** The draft of speculative decoding runs where words are chosen. */
function draftWeights({ model, parallelism, stage }: StageContext): Range {
  const { draft } = model;
  if (!draft || !stage.isLast) {
    return ZERO;
  }
  return stageWeights({
    model: draft,
    parallelism: draftParallelism(model, parallelism),
    stage: wholeDraft(draft),
  });
}

function demandOf(context: StageContext): KvDemand {
  const { model, parallelism, stage } = context;
  const shared = {
    format: model.kvFormat,
    activationBytes: model.activationBytes,
    tensorParallel: parallelism.tensorParallel,
    decodeContextParallel: parallelism.decodeContextParallel,
    prefixCaching: model.engine.prefixCaching !== false,
  };
  const own = kvDemand({
    ...shared,
    kinds: model.kvKinds,
    share: stage.layers / model.layers,
  });
  if (
    !stage.isLast ||
    (model.predictionKinds.length === 0 && model.draft === undefined)
  ) {
    return own;
  }
  const guessing = kvDemand({
    ...shared,
    kinds: model.predictionKinds,
    share: 1,
  });
  const draft = kvDemand({
    ...shared,
    kinds: model.draft?.kvKinds ?? [],
    activationBytes: model.draft?.activationBytes ?? 2,
    tensorParallel: draftParallelism(model, parallelism).tensorParallel,
    decodeContextParallel: 1,
    share: 1,
  });
  return {
    ...own,
    parts: [...own.parts, ...guessing.parts, ...draft.parts],
    state: addRanges([own.state, draft.state]),
  };
}

function draftParallelism(
  { engine }: PreparedModel,
  parallelism: Parallelism,
): Parallelism {
  return {
    ...parallelism,
    pipelineParallel: 1,
    tensorParallel:
      engine.speculative?.draftTensorParallel === 1
        ? 1
        : parallelism.tensorParallel,
  };
}

function wholeDraft({ layers }: PreparedModel): Stage {
  return { layers, isFirst: true, isLast: true };
}
