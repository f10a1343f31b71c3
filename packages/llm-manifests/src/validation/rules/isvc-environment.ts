import type { Rule } from './Rule';
import { isInferenceService, isLlmService } from './support/kserve';
import { containersOf, podsIn } from './support/pods';
import { fields, items, text } from './support/read';

/** Source: env_policy.go of KServe v0.20.0. */
export const isvcEnvironment: Rule = {
  code: 'isvc-environment',
  appliesTo: kind => isInferenceService(kind) || isLlmService(kind),
  check: ({ object }) =>
    [
      ...podsIn(object).flatMap(containersOf),
      {
        item: fields(object, 'spec', 'predictor', 'model'),
        path: 'spec.predictor.model',
      },
    ]
      .flatMap(container => items(container.item, container.path, 'env'))
      .filter(
        (entry, index, all) =>
          text(entry.item, 'name') === 'PYTHONPATH' &&
          all.findIndex(other => other.path === entry.path) === index,
      )
      .map(entry => ({
        path: `${entry.path}.name`,
        message:
          'must not be PYTHONPATH: KServe refuses it, because it could replace any module of the server',
      })),
};
