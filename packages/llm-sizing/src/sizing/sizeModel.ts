import { Result, success } from '@modelyard/llm-units';
import { Architecture } from '../architecture/Architecture';
import { batchClassOf } from './batching';
import { copyCapacity, longestContext, needsOf } from './capacity';
import { Device, deviceBudget } from './Device';
import { EngineOptions, Parallelism } from './EngineOptions';
import { findEngineProblems } from './engineProblems';
import { knownCount } from './known';
import { describeMemory, MemoryEstimate } from './memory';
import { Preparation, prepareModel } from './model';
import { findParallelismProblem } from './parallelism';
import { Range } from './Range';
import { memoryOfStages, stageBasis } from './stageMemory';
import { estimateThroughput, ThroughputEstimate } from './throughput';
import { readWorkload, Workload } from './Workload';

/** No model reads more; where a model's own limit is not known, the memory is the only one. */
const MOST_TOKENS = 2 ** 30;

/** Share of a device's memory that vLLM takes where nobody says otherwise. */
const DEFAULT_UTILIZATION = 0.92;

/**
 * What a model takes and does on devices of one kind, spread in one way.
 *
 * @public
 */
export interface Sizing {
  readonly parallelism: Parallelism;
  /** Devices, partitions or shares, all copies together. */
  readonly devices: number;
  /** What fills one device of the fullest pipeline stage. */
  readonly memory: MemoryEstimate;
  /** Longest request in tokens that fits beside nothing else, at most what the model can. */
  readonly longestContext: Range;
  /** Requests of typical length at the same time, all copies together. */
  readonly typicalRequests: Range;
  /** Requests of the longest length at the same time, all copies together. */
  readonly longestRequests: Range;
  /** Absent where the accelerator's speed is not known, or nothing fits. */
  readonly throughput?: ThroughputEstimate;
}

/**
 * Computes what a model takes and does on devices of one kind, spread in one way.
 *
 * @returns What is missing to compute it, with the path of the field, where something is
 * @public
 */
export function sizeModel(options: {
  architecture: Architecture;
  device: Device;
  workload: Workload;
  engine?: EngineOptions;
}): Result<Sizing> {
  const { architecture, device, engine = {} } = options;
  const workload = readWorkload(options.workload);
  if ('wrong' in workload) {
    return refuse(
      'workload-invalid',
      'must be a whole number of requests or tokens',
      `workload.${workload.wrong}`,
    );
  }
  const problems = findEngineProblems(engine);
  if (problems.length > 0) {
    return {
      ok: false,
      issues: problems.map(({ field, message }) => ({
        path: `engine.${field}`,
        code: 'engine-invalid',
        message,
        severity: 'error',
      })),
    };
  }
  const parallelism = parallelismOf(engine);
  const problem = findParallelismProblem({ architecture, parallelism, engine });
  if (problem) {
    return refuse(
      problem.code,
      `does not allow it: ${problem.message}`,
      'engine',
    );
  }
  const prepared = prepareModel({ architecture, engine });
  if (!prepared.known) {
    return notPrepared(prepared);
  }
  const { model } = prepared;
  const budget = deviceBudget(device, utilizationOf(engine));
  const basis = stageBasis({
    model,
    batchClass: batchClassOf({
      deviceBytes: engineSees(device),
      id: device.accelerator.id,
    }),
    vendor: device.accelerator.vendor,
    maxModelLen: workload.longestTokens,
  });
  const stages = memoryOfStages(basis, parallelism);
  const capacityFor = (typicalTokens: number) =>
    copyCapacity(needsOf(stages, { ...workload, typicalTokens }), budget);
  const capacity = capacityFor(workload.typicalTokens);
  const copies = parallelism.dataParallel;
  const running = Math.min(
    Math.ceil(workload.concurrentRequests / copies),
    capacity.requests.high,
  );
  return success({
    parallelism,
    devices: parallelism.tensorParallel * parallelism.pipelineParallel * copies,
    memory: describeMemory({ capacity, device, budget }),
    longestContext: longestContext({
      stages,
      budget,
      limit: knownCount(architecture.contextLength) ?? MOST_TOKENS,
    }),
    typicalRequests: times(capacity.requests, copies),
    longestRequests: times(
      capacityFor(workload.longestTokens).requests,
      copies,
    ),
    throughput: estimateThroughput({
      stage: capacity.stage,
      device,
      workload,
      running,
      copies,
    }),
  });
}

export function times({ low, high }: Range, copies: number): Range {
  return { low: low * copies, high: high * copies };
}

/** The kinds of parallelism that an engine is told, each one where it is told nothing. */
export function parallelismOf(engine: EngineOptions): Parallelism {
  return {
    tensorParallel: engine.tensorParallel ?? 1,
    pipelineParallel: engine.pipelineParallel ?? 1,
    dataParallel: engine.dataParallel ?? 1,
    decodeContextParallel: engine.decodeContextParallel ?? 1,
    expertParallel: engine.expertParallel ?? false,
  };
}

export function utilizationOf({ gpuMemoryUtilization }: EngineOptions): number {
  return gpuMemoryUtilization ?? DEFAULT_UTILIZATION;
}

/** The engine sees all of a device that it shares, but only its own partition or vGPU. */
export function engineSees({
  kind,
  memoryBytes,
  accelerator,
  seesOwnMemory,
}: Device): number {
  return kind === 'share' && !seesOwnMemory
    ? accelerator.memoryBytes
    : memoryBytes;
}

function refuse(code: string, message: string, path: string): Result<Sizing> {
  return { ok: false, issues: [{ path, code, message, severity: 'error' }] };
}

function notPrepared(
  prepared: Exclude<Preparation, { known: true }>,
): Result<Sizing> {
  return 'missing' in prepared
    ? refuse(
        'architecture-incomplete',
        prepared.missing === 'architecture.dtype'
          ? 'or the quantisation is not known, and neither is the size of the weight files: without them the memory cannot be computed'
          : 'is not known, and without it the memory cannot be computed',
        prepared.missing,
      )
    : refuse(
        'kv-format-unsupported',
        `does not exist for layers with ${prepared.unsupported} attention`,
        'engine.kvCacheDtype',
      );
}
