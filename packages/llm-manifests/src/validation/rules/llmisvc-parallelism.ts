import type { Rule } from './Rule';
import { isLlmService, workloadsOf } from './support/kserve';
import { fields, has } from './support/read';

/** Source: llm_inference_service_validation.go of KServe v0.20.0. */
export const llmisvcParallelism: Rule = {
  code: 'llmisvc-parallelism',
  // A configuration is only a part, and what it lacks may stand in the service.
  appliesTo: kind => isLlmService(kind) && kind.kind === 'LLMInferenceService',
  check: ({ object }) =>
    workloadsOf(object).flatMap(({ item, path }) => {
      const sizes = fields(item, 'parallelism');
      const at = `${path}.parallelism`;
      return [
        ...(has(item, 'worker') &&
        !has(sizes, 'data') &&
        !has(sizes, 'pipeline')
          ? [
              {
                path: at,
                message:
                  'must have data or pipeline where there are workers: it says how many nodes there are',
              },
            ]
          : []),
        ...(has(sizes, 'data') && has(sizes, 'pipeline')
          ? [{ path: at, message: 'must have only one of data and pipeline' }]
          : []),
        ...(has(sizes, 'data') !== has(sizes, 'dataLocal')
          ? [
              {
                path: at,
                message:
                  'must have data (how many in all) and dataLocal (how many on a node) together, or neither',
              },
            ]
          : []),
      ];
    }),
};
