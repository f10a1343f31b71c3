import type { Rule } from './Rule';
import { componentsOf, isInferenceService } from './support/kserve';
import { number } from './support/read';

/** Source: component.go of KServe v0.20.0. */
export const isvcReplicas: Rule = {
  code: 'isvc-replicas',
  appliesTo: isInferenceService,
  check: ({ object }) =>
    componentsOf(object).flatMap(({ component, path }) => {
      const least = number(component, 'minReplicas');
      const most = number(component, 'maxReplicas');
      return [
        ...['minReplicas', 'maxReplicas', 'containerConcurrency']
          .filter(name => (number(component, name) ?? 0) < 0)
          .map(name => ({
            path: `${path}.${name}`,
            message: `must not be negative, but is ${number(component, name)}`,
          })),
        // A maximum of 0 means that none is set.
        ...(least !== undefined && most && least > most
          ? [
              {
                path: `${path}.minReplicas`,
                message: `must not be more than maxReplicas (${most}), but is ${least}`,
              },
            ]
          : []),
      ];
    }),
};
