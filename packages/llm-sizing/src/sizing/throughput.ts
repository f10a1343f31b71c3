import { Accelerator } from '../Accelerator';
import { Architecture } from '../architecture/Architecture';
import { Device } from './Device';
import { known } from './known';
import { runningBytes } from './kvRequest';
import { Range } from './Range';
import { StageMemory } from './stageMemory';
import { KnownWorkload } from './Workload';

const COMPUTED_IN = {
  fp8: 'fp8',
  int8: 'int8',
  nvfp4: 'fp4',
  mxfp4: 'fp4',
  'awq-int4': 'bf16',
  'gptq-int4': 'bf16',
} as const;

/**
 * How fast a deployment answers when it is busy: an estimate, not a promise.
 *
 * @public
 */
export interface ThroughputEstimate {
  /** Tokens of answers in a second, all requests and copies together. */
  readonly outputTokensPerSecond: Range;
  /** Tokens of prompts and answers in a second, all requests and copies together. */
  readonly totalTokensPerSecond: Range;
  /** Requests that run at the same time while it is so fast, all copies together. */
  readonly runningRequests: number;
  /** How it was computed, for people. */
  readonly how: string;
}

interface Efficiency {
  /** Of the memory's speed. */
  readonly bandwidth: number;
  /** Of the dense throughput. */
  readonly compute: number;
  /** Of a step, besides. */
  readonly stepSeconds: number;
  /** Whether prompts are read while answers are written, in the same steps. */
  readonly overlaps: boolean;
}

/**
 * What of the hardware's best an engine reaches. Decoding is bound by memory, reading prompts by compute. vLLM 0.23 reaches 77
 * % of the memory's speed with one request for Llama-3.1-8B on an A100 40 GB, and reads prompts in steps that decode anyway
 * (johnmusgrave.com, "vLLM throughput-latency sweep on NVIDIA A100"); the low side is what slower kernels, short steps and
 * schedules that mix badly leave.
 */
const SLOW: Efficiency = {
  bandwidth: 0.5,
  compute: 0.3,
  stepSeconds: 0.008,
  overlaps: false,
};
const FAST: Efficiency = {
  bandwidth: 0.85,
  compute: 0.6,
  stepSeconds: 0.0005,
  overlaps: true,
};

/** Seconds that devices of a group take to add up results of a layer, twice a layer, with a fast link and without. */
const FAST_LINK_SECONDS = 10e-6;
const SLOW_LINK_SECONDS = 40e-6;

/**
 * Estimates throughput by a roofline: a step takes as long as reading its weights and the requests' context from memory, or
 * as computing with them, whichever takes longer; prompts are read between the steps.
 *
 * @returns Undefined where the accelerator's speed is not known
 */
export function estimateThroughput(options: {
  stage: StageMemory;
  device: Device;
  workload: KnownWorkload;
  /** Requests that run at the same time on one copy. */
  running: number;
  copies: number;
}): ThroughputEstimate | undefined {
  const { stage, device, workload, running, copies } = options;
  const bandwidth = known(device.accelerator.memoryBytesPerSecond);
  const operations = operationsPerSecond(
    device.accelerator,
    stage.context.model.architecture,
    stage.context.model.engine.quantization,
  );
  if (bandwidth === undefined || operations === undefined || running < 1) {
    return undefined;
  }
  const at = (side: Efficiency, share: number) =>
    secondsPerRequest({
      stage,
      workload,
      running,
      bytesPerSecond:
        bandwidth * side.bandwidth * bandwidthShare(device, share),
      operationsPerSecond: operations * side.compute * share,
      efficiency: side,
      linkSeconds: linkSeconds(device.accelerator),
    });
  const slow = at(SLOW, device.share);
  // Others that share the device may be idle.
  const fast = at(FAST, device.kind === 'share' ? 1 : device.share);
  const { promptTokens, answerTokens } = workload;
  const rate = (tokens: number): Range => ({
    low: (tokens / slow) * copies,
    high: (tokens / fast) * copies,
  });
  return {
    outputTokensPerSecond: rate(answerTokens),
    totalTokensPerSecond: rate(promptTokens + answerTokens),
    runningRequests: running * copies,
    how: `reading weights and context at ${percent(
      SLOW.bandwidth,
    )} to ${percent(
      FAST.bandwidth,
    )} of the memory's speed, prompts at ${percent(SLOW.compute)} to ${percent(
      FAST.compute,
    )} of the compute`,
  };
}

function percent(ratio: number): string {
  return `${Math.round(ratio * 100)} %`;
}

/** Seconds of one copy for each request, when so many run. */
function secondsPerRequest(options: {
  stage: StageMemory;
  workload: KnownWorkload;
  running: number;
  bytesPerSecond: number;
  operationsPerSecond: number;
  efficiency: Efficiency;
  linkSeconds: number;
}): number {
  const {
    stage,
    workload,
    running,
    bytesPerSecond,
    linkSeconds: link,
  } = options;
  const { model, parallelism } = stage.context;
  const { tensorParallel, pipelineParallel } = parallelism;
  // Each stage works on another part of the requests.
  const together = Math.max(1, running / pipelineParallel);
  const share = stage.context.stage.layers / model.layers;
  const active = (activeParameters(stage) * share) / tensorParallel;
  const context = Math.ceil(workload.promptTokens + workload.answerTokens / 2);
  const bytes =
    weightBytesRead(stage, together) +
    together * runningBytes(stage.demand, Math.max(1, context), 'low');
  const links = tensorParallel > 1 ? 2 * stage.context.stage.layers * link : 0;
  const step =
    Math.max(
      bytes / bytesPerSecond,
      (2 * active * together) / options.operationsPerSecond,
    ) +
    links +
    options.efficiency.stepSeconds;
  const { promptTokens, answerTokens } = workload;
  const prompt =
    (promptTokens *
      (2 * active +
        (promptTokens * model.widths.attention * share * model.layers) /
          tensorParallel)) /
    options.operationsPerSecond;
  const answer = (answerTokens * step) / together;
  return options.efficiency.overlaps
    ? Math.max(prompt, answer)
    : prompt + answer;
}

/** All weights of a device, and of routed experts those that some request of the step needs. */
function weightBytesRead(
  { weights, context: { model, parallelism, stage } }: StageMemory,
  together: number,
): number {
  const { experts } = model.widths;
  if (!experts) {
    return weights.low;
  }
  const share =
    (model.weights.experts.low * stage.layers) /
    model.layers /
    parallelism.tensorParallel;
  const idle = (1 - Math.min(1, experts.active / experts.total)) ** together;
  return Math.max(0, weights.low - share * idle);
}

function activeParameters({ context: { model } }: StageMemory): number {
  const { parameters, weightBytes } = model.architecture;
  return (
    known(parameters?.active) ??
    known(parameters?.total) ??
    // Without a count, 16 bits for each: the size of the files is what is known.
    (known(weightBytes) ?? 0) / 2
  );
}

/** The format that a device computes in, for weights that it need not convert first. */
function operationsPerSecond(
  { throughput, engine }: Accelerator,
  { quantization }: Architecture,
  runtime: string | undefined,
): number | undefined {
  const format = quantization ?? (runtime === 'fp8' ? 'fp8' : undefined);
  const computed =
    format !== undefined && engine.weights[format] === 'native'
      ? known(throughput?.[COMPUTED_IN[format]])
      : undefined;
  return computed ?? known(throughput?.bf16) ?? known(throughput?.fp16);
}

function bandwidthShare(device: Device, share: number): number {
  return device.kind === 'partition'
    ? device.memoryBytes / device.accelerator.memoryBytes
    : share;
}

function linkSeconds({ peerAccess }: Accelerator): number {
  return (peerAccess ?? []).some(
    ({ kind, optional }) => kind !== 'pcie' && optional !== true,
  )
    ? FAST_LINK_SECONDS
    : SLOW_LINK_SECONDS;
}
