import type { Rule } from './Rule';
import { componentsOf, isInferenceService } from './support/kserve';
import { has, items, text } from './support/read';

const FRAMEWORKS = [
  'model',
  'sklearn',
  'xgboost',
  'tensorflow',
  'pytorch',
  'triton',
  'onnx',
  'huggingface',
  'pmml',
  'lightgbm',
  'paddle',
];

/** Source: component.go of KServe v0.20.0. */
export const isvcImplementation: Rule = {
  code: 'isvc-implementation',
  appliesTo: isInferenceService,
  check: ({ object }) =>
    componentsOf(object)
      .filter(({ path }) => path.endsWith('predictor'))
      .flatMap(({ component, path }) => {
        const named = FRAMEWORKS.filter(name => has(component, name));
        const own = items(component, path, 'containers').some(
          ({ item }) => text(item, 'name') === 'kserve-container',
        );
        // A single container needs no name.
        const nameless =
          items(component, path, 'containers').length > 0 &&
          named.length === 0 &&
          !has(component, 'workerSpec');
        const count = named.length + (own || nameless ? 1 : 0);
        return count === 1
          ? []
          : [
              {
                path,
                message: `must say in exactly one way what runs: model, or a container called kserve-container; here are ${
                  count === 0
                    ? 'none'
                    : [...named, ...(own ? ['kserve-container'] : [])].join(
                        ' and ',
                      )
                }`,
              },
            ];
      }),
};
