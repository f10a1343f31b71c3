import { failure, Issue, Result, success } from '@modelyard/llm-units';
import { BenchmarkResult } from './BenchmarkResult';
import { isRecord, ResultFields } from './ResultFields';
import { benchmarkTools } from './tools';

/**
 * Reads the result of a benchmark as its tool wrote it. Prompts, answers and addresses that may be in it are left behind.
 *
 * @returns What was measured, or what is wrong by the fields of the result
 * @public
 */
export function readBenchmark(result: unknown): Result<BenchmarkResult> {
  const tool = isRecord(result)
    ? benchmarkTools.find(({ recognises }) => recognises(result))
    : undefined;
  if (!tool || !isRecord(result)) {
    return failure(
      'tool-unknown',
      `is none that can be read: neither ${benchmarkTools
        .map(({ form, checked }) => `${form} (checked with ${checked})`)
        .join(' nor ')}`,
    );
  }
  const issues: Issue[] = [];
  const read = tool.read(new ResultFields(result, '', issues));
  return read && issues.length === 0
    ? success({ tool: tool.id, ...read })
    : { ok: false, issues };
}
