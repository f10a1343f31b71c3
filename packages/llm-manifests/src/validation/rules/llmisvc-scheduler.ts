import type { Rule } from './Rule';
import { isLlmService } from './support/kserve';
import { fields, has, number } from './support/read';

/** Source: llm_inference_service_validation.go of KServe v0.20.0. */
export const llmisvcScheduler: Rule = {
  code: 'llmisvc-scheduler',
  appliesTo: isLlmService,
  check: ({ object }) => {
    const path = 'spec.router.scheduler';
    const scheduler = fields(object, ...path.split('.'));
    const replicas = number(scheduler, 'replicas');
    return [
      ...(replicas !== undefined && replicas <= 0
        ? [
            {
              path: `${path}.replicas`,
              message: `must be more than 0, but is ${replicas}`,
            },
          ]
        : []),
      ...(has(scheduler, 'config', 'inline') && has(scheduler, 'config', 'ref')
        ? [
            {
              path: `${path}.config`,
              message:
                'must have only one of inline (the configuration itself) and ref (a ConfigMap that holds it)',
            },
          ]
        : []),
    ];
  },
};
