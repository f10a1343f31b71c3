import type { Rule } from './Rule';
import { isLlmService, workloadsOf } from './support/kserve';
import { number, type Fields } from './support/read';

function nodes(workload: Fields): number {
  const size = (name: string) => number(workload, 'parallelism', name) ?? 1;
  return size('pipeline') * Math.ceil(size('data') / size('dataLocal'));
}

/** Source: llm_inference_service_validation.go of KServe v0.20.0: the size of a group of nodes cannot change. */
export const llmisvcParallelismImmutable: Rule = {
  code: 'llmisvc-parallelism-immutable',
  appliesTo: isLlmService,
  check: ({ object, oldObject }) => {
    const before = oldObject ? workloadsOf(oldObject) : [];
    return workloadsOf(object).flatMap(({ item, path }) => {
      const old = before.find(workload => workload.path === path);
      return old && nodes(old.item) !== nodes(item)
        ? [
            {
              path: `${path}.parallelism`,
              message: `must keep the number of nodes (${nodes(
                old.item,
              )}), but asks for ${nodes(
                item,
              )}; a service of another name can have another number`,
            },
          ]
        : [];
    });
  },
};
