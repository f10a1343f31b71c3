import type { Rule } from './Rule';
import { isLlmService, workloadsOf } from './support/kserve';
import { get, has, items } from './support/read';

/** Source: llm_inference_service_validation.go of KServe v0.20.0. */
export const llmisvcKvTiers: Rule = {
  code: 'llmisvc-kv-tiers',
  appliesTo: isLlmService,
  check: ({ object }) =>
    workloadsOf(object)
      .flatMap(({ item, path }) =>
        items(item, path, 'kvCacheOffloading', 'secondary'),
      )
      .flatMap(({ item, path }) => {
        const files = get(item, 'fileSystem');
        const volume = get(files, 'pvc');
        return [
          ...(has(files, 'emptyDir') === has(files, 'pvc')
            ? [
                {
                  path: `${path}.fileSystem`,
                  message:
                    'must have exactly one of emptyDir (space on the node) and pvc (a volume)',
                },
              ]
            : []),
          ...(has(files, 'pvc') && has(volume, 'ref') === has(volume, 'spec')
            ? [
                {
                  path: `${path}.fileSystem.pvc`,
                  message:
                    'must have exactly one of ref (a volume claim that exists) and spec (one to be made)',
                },
              ]
            : []),
        ];
      }),
};
