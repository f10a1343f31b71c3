import type { Rule, RuleFinding } from './Rule';
import {
  canariesOf,
  deploymentMode,
  isInferenceService,
} from './support/kserve';
import { fields, has, number, repeated, text } from './support/read';

const FORBIDDEN = [
  'workerSpec',
  'maxReplicas',
  'scaleTarget',
  'scaleMetric',
  'autoScaling',
];

/** Source: inference_service_validation.go of KServe v0.20.0. */
export const isvcCanary: Rule = {
  code: 'isvc-canary',
  appliesTo: isInferenceService,
  check: ({ object }): RuleFinding[] => {
    const canaries = canariesOf(object);
    if (canaries.length === 0) {
      return [];
    }
    const stable = fields(object, 'spec', 'predictor');
    const least = number(stable, 'minReplicas') ?? 1;
    const mode = deploymentMode(object);
    const sum = canaries.reduce(
      (total, { item }) => total + (number(item, 'trafficPercent') ?? 0),
      0,
    );
    return [
      ...(mode !== 'Standard'
        ? [
            {
              path: 'spec.canary',
              message: `needs the annotation serving.kserve.io/deploymentMode: Standard, which is ${
                mode ? `"${mode}"` : 'not set'
              }`,
            },
          ]
        : []),
      ...(has(stable, 'model')
        ? []
        : [
            {
              path: 'spec.predictor.model',
              message: 'must be there: it is what the canaries stand beside',
            },
          ]),
      ...(sum > 100
        ? [
            {
              path: 'spec.canary',
              message: `must get at most 100 percent of the traffic together, but gets ${sum}`,
            },
          ]
        : []),
      ...repeated(canaries, ({ item }) => text(item, 'predictor', 'name')).map(
        ({ item, key }) => ({
          path: `${item.path}.predictor.name`,
          message: `must be a name that no other canary has: "${key}"`,
        }),
      ),
      ...canaries.flatMap(({ item, path }) => {
        const name = text(item, 'predictor', 'name') ?? '';
        const percent = number(item, 'trafficPercent');
        const replicas = number(item, 'predictor', 'minReplicas') ?? 1;
        return [
          ...(name === '' || name === text(stable, 'name')
            ? [
                {
                  path: `${path}.predictor.name`,
                  message:
                    'must be there, and differ from the name of the stable predictor',
                },
              ]
            : []),
          ...(percent !== undefined && (percent < 0 || percent > 100)
            ? [
                {
                  path: `${path}.trafficPercent`,
                  message: `must lie between 0 and 100, but is ${percent}`,
                },
              ]
            : []),
          ...(replicas > least
            ? [
                {
                  path: `${path}.predictor.minReplicas`,
                  message: `must not be more than that of the stable predictor (${least}), but is ${replicas}`,
                },
              ]
            : []),
          ...FORBIDDEN.filter(field => has(item, 'predictor', field)).map(
            field => ({
              path: `${path}.predictor.${field}`,
              message: 'must not be there in a canary',
            }),
          ),
        ];
      }),
    ];
  },
};
