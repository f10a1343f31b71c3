import type { Rule } from './Rule';
import { isLlmService } from './support/kserve';
import { fields, has } from './support/read';

/** Source: llm_inference_service_validation.go of KServe v0.20.0. */
export const llmisvcTrafficGroup: Rule = {
  code: 'llmisvc-traffic-group',
  appliesTo: isLlmService,
  check: ({ object }) => {
    const router = fields(object, 'spec', 'router');
    const path = 'spec.router.route';
    const group = has(router, 'route', 'group');
    const weight = has(router, 'route', 'weight');
    return [
      ...(group !== weight
        ? [
            {
              path,
              message:
                'must have group (the services that share the traffic) and weight (the share of this one) together, or neither',
            },
          ]
        : []),
      ...(group && has(router, 'ingress')
        ? [
            {
              path: 'spec.router.ingress',
              message: 'must not be there where a group shares the traffic',
            },
          ]
        : []),
      ...(group && has(router, 'route', 'http', 'refs')
        ? [
            {
              path: `${path}.http.refs`,
              message: 'must not be there where a group shares the traffic',
            },
          ]
        : []),
    ];
  },
};
