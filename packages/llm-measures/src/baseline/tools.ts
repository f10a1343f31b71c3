import { BenchmarkTool } from './BenchmarkResult';
import { guidellm } from './guidellm';
import { vllmBench } from './vllmBench';

/** Every tool whose results can be read. */
export const benchmarkTools: readonly BenchmarkTool[] = [guidellm, vllmBench];
