import { architectures } from './architectures';

/**
 * What vLLM said of its memory when it started, in GiB on the first GPU of an H100 with 80 GB, with its own limits of 8,192
 * tokens and 1,024 requests in a step. Runs of 0.19 are from github.com/llm-d-incubation/llm-d-planner (accuracy/, on
 * 95 % of the memory), older ones from github.com/llm-d/llm-d-benchmark (config_explorer/empirical-vllm-memory-results.md,
 * on 90 % unless noted), whose version is not written down but is before 0.17.
 */
export interface MeasuredRun {
  readonly model: keyof typeof architectures;
  readonly version: string;
  readonly tensorParallel: number;
  readonly pipelineParallel: number;
  /** Share of the memory that the engine was given. */
  readonly utilization: number;
  readonly weights: number;
  /** Peak of the test run: activations, logits and the workspace of experts. */
  readonly peak: number;
  /** Taken by libraries: runtime and communication. */
  readonly nonTorch: number;
  /** What was left for requests, where it was written down. */
  readonly kvCache?: number;
}

function run(
  model: MeasuredRun['model'],
  version: string,
  [tensorParallel, pipelineParallel]: readonly [number, number],
  [weights, peak, nonTorch]: readonly [number, number, number],
  kvCache?: number,
  utilization = version === '0.19.0' ? 0.95 : 0.9,
): MeasuredRun {
  return {
    model,
    version,
    tensorParallel,
    pipelineParallel,
    utilization,
    weights,
    peak,
    nonTorch,
    kvCache,
  };
}

export const measuredRuns: readonly MeasuredRun[] = [
  run('Llama-3.1-8B', '0.19.0', [1, 1], [14.99, 1.89, 0.25], 58.11),
  run('Llama-3.1-8B', '0.19.0', [2, 1], [7.51, 1.89, 2.07]),
  run('Llama-3.1-8B', '0.19.0', [4, 1], [3.77, 1.89, 2.13]),
  run('Llama-3.1-8B', '0.19.0', [1, 2], [7.51, 1.1, 0.07]),
  run('Llama-3.1-8B', '0.19.0', [1, 4], [4.26, 1.05, 0.07]),
  run('Qwen2.5-7B', '0.19.0', [1, 1], [14.25, 2.21, 0.24], 58.53),
  run('Qwen2.5-7B', '0.19.0', [2, 1], [7.12, 2.21, 2.06]),
  run('Qwen3-8B', '0.19.0', [1, 1], [15.27, 2.21, 0.25]),
  run('Qwen3-8B', '0.19.0', [1, 3], [5.48, 0.96, 0.07]),
  run('Llama-3.3-70B-FP8', '0.19.0', [2, 1], [33.9, 1.96, 2.1]),
  run('Llama-3.3-70B-FP8', '0.19.0', [4, 1], [16.97, 1.97, 2.21]),
  run('Qwen2.5-72B', '0.19.0', [2, 1], [67.8, 2.29, 2.09]),
  run('CodeLlama-7b', '0.19.0', [1, 1], [12.55, 0.77, 0.25]),
  run('granite-3.1-2b', '0.19.0', [1, 1], [4.74, 0.75, 0.46]),
  run('granite-3.1-8b', '0.19.0', [1, 1], [15.25, 0.85, 0.46]),
  run('phi-4', '0.19.0', [1, 1], [27.4, 1.52, 0.25]),
  run('gemma-2-2b', '0.19.0', [1, 1], [4.9, 3.62, 0.24]),
  run('gemma-2-27b', '0.19.0', [1, 1], [50.72, 3.66, 0.26], 20.59),
  run('Mistral-Small-3.1-24B', '0.19.0', [1, 1], [44.76, 2.03, 0.25]),
  run('MiMo-VL-7B', '0.19.0', [1, 1], [15.5, 2.49, 0.25]),
  run('Qwen3-30B-A3B', '0.19.0', [1, 1], [56.9, 2.68, 0.27]),
  run('Qwen1.5-MoE-A2.7B', '0.19.0', [1, 1], [26.67, 2.47, 0.25], 45.83),
  run('DeepSeek-V2-Lite', '0.19.0', [1, 1], [29.4, 1.93, 0.26]),
  run('Kimi-VL-A3B', '0.19.0', [1, 1], [30.6, 2.92, 0.25]),
  run('Kimi-VL-A3B', '0.19.0', [2, 1], [15.5, 2.85, 2.07]),
  run('Mixtral-8x7B', '0.19.0', [2, 1], [43.5, 1.21, 2.07]),
  run('gpt-oss-20b', '0.19.0', [2, 1], [7.0, 2.87, 2.07]),
  run('gpt-oss-20b', '0.11.0', [1, 1], [13.47, 7.38, 0.13], 50.28),
  run('Llama-3.3-70B-FP8', '0.11.0', [2, 1], [33.88, 4.84, 0.55], 32.0),
  run('Llama-3.1-8B', '0.11.0', [1, 1], [14.99, 4.76, 0.13], 51.38),
  run('Qwen3-0.6B', '0.11.0', [1, 1], [1.12, 5.56, 0.13], 64.45),
  run('Qwen3-32B', '0.11.0', [1, 1], [61.03, 5.64, 0.14], 4.45),
  run('Qwen3-32B', '0.11.0', [2, 1], [30.59, 5.64, 0.54], 34.49),
  run(
    'Mistral-Small-3.1-24B',
    '0.11.0',
    [1, 1],
    [44.76, 2.12, 0.14],
    28.2,
    0.95,
  ),
];
