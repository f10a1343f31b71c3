import type { Rule, RuleFinding } from './Rule';
import { isLlmService } from './support/kserve';
import { fields, get, has, items, text } from './support/read';

/** Source: llm_inference_service_validation.go of KServe v0.20.0. */
export const llmisvcRoute: Rule = {
  code: 'llmisvc-route',
  appliesTo: isLlmService,
  check: ({ object }): RuleFinding[] => {
    const router = fields(object, 'spec', 'router');
    const path = 'spec.router.route.http';
    const refs = has(router, 'route', 'http', 'refs');
    const gateways = items(router, 'spec.router', 'gateway', 'refs');
    const managed = has(router, 'gateway') && gateways.length === 0;
    const known = new Set(gateways.map(({ item }) => text(item, 'name')));
    return [
      ...(refs && has(router, 'route', 'http', 'spec')
        ? [
            {
              path,
              message:
                'must have only one of refs (routes that exist) and spec (a route to be made)',
            },
          ]
        : []),
      ...(refs && managed
        ? [
            {
              path: `${path}.refs`,
              message:
                'must not be there together with a gateway that KServe manages: routes that exist already have one',
            },
          ]
        : []),
      ...(gateways.length > 0
        ? items(
            get(router, 'route', 'http', 'spec'),
            `${path}.spec`,
            'parentRefs',
          )
            .filter(({ item }) => !known.has(text(item, 'name')))
            .map(parent => ({
              path: `${parent.path}.name`,
              message: `names the gateway "${text(
                parent.item,
                'name',
              )}", which spec.router.gateway.refs does not`,
            }))
        : []),
    ];
  },
};
