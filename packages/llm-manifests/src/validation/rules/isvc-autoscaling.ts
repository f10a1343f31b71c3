import { plainText } from '../structure/show';
import { parseQuantity } from '../formats/quantities';
import type { Rule, RuleFinding } from './Rule';
import {
  componentsOf,
  deploymentMode,
  isInferenceService,
  kserveAnnotation,
  type Component,
} from './support/kserve';
import { get, has, items, number, text, type Fields } from './support/read';

const CLASSES = ['hpa', 'external', 'keda', 'none'];

/** Source: inference_service_validation.go of KServe v0.20.0. */
export const isvcAutoscaling: Rule = {
  code: 'isvc-autoscaling',
  appliesTo: isInferenceService,
  check: ({ object }) => {
    const scaler = kserveAnnotation(object, 'autoscalerClass');
    if (scaler !== undefined && !CLASSES.includes(scaler)) {
      return [
        {
          path: 'metadata.annotations["serving.kserve.io/autoscalerClass"]',
          message: `must be hpa, external, keda or none, but is "${scaler}"`,
        },
      ];
    }
    return componentsOf(object).flatMap(component => [
      ...(deploymentMode(object) === 'Knative' &&
      has(component.component, 'deploymentStrategy')
        ? [
            {
              path: `${component.path}.deploymentStrategy`,
              message:
                'must not be there: Knative replaces pods in its own way',
            },
          ]
        : []),
      ...(scaler === 'keda' ? checkKeda(component) : []),
      ...((scaler ?? 'hpa') === 'hpa' ? checkHpa(component) : []),
    ]);
  },
};

function checkKeda({ component, path }: Component): RuleFinding[] {
  return [
    ...(has(component, 'scaleMetric')
      ? [
          {
            path: `${path}.scaleMetric`,
            message:
              'must not be there with the autoscaler keda: metrics stand in autoScaling',
          },
        ]
      : []),
    ...items(component, path, 'autoScaling', 'metrics').flatMap(metric =>
      checkMetric(metric.item, metric.path),
    ),
  ];
}

function checkHpa({ component, path }: Component): RuleFinding[] {
  return items(component, path, 'autoScaling', 'metrics')
    .filter(({ item }) => text(item, 'type') !== 'Resource')
    .map(metric => ({
      path: `${metric.path}.type`,
      message: `must be "Resource" with the autoscaler hpa, but is ${JSON.stringify(
        get(metric.item, 'type') ?? null,
      )}; other metrics need the annotation serving.kserve.io/autoscalerClass: keda`,
    }));
}

function checkMetric(metric: Fields, path: string): RuleFinding[] {
  const type = text(metric, 'type');
  switch (type) {
    case 'Resource':
      return checkResource(metric, `${path}.resource.target`);
    case 'External':
      return checkQuery(metric, 'external', path);
    case 'PodMetric':
      return checkQuery(metric, 'podmetric', path);
    default:
      return [
        {
          path: `${path}.type`,
          message: 'must be "Resource", "External" or "PodMetric"',
        },
      ];
  }
}

function checkResource(metric: Fields, path: string): RuleFinding[] {
  const name = text(metric, 'resource', 'name');
  const type = text(metric, 'resource', 'target', 'type');
  const share = number(metric, 'resource', 'target', 'averageUtilization');
  const amount = get(metric, 'resource', 'target', 'averageValue');
  if (name === 'cpu' && type !== 'Utilization') {
    return [{ path: `${path}.type`, message: 'must be "Utilization" for cpu' }];
  }
  if (type === 'Utilization' && share !== undefined) {
    return share >= 1 && share <= 100
      ? []
      : [
          {
            path: `${path}.averageUtilization`,
            message: `must lie between 1 and 100, but is ${share}`,
          },
        ];
  }
  const nano =
    amount === undefined ? undefined : parseQuantity(plainText(amount));
  const tooSmall =
    nano !== undefined && nano < BigInt(1024 * 1024) * 1_000_000_000n;
  return name === 'memory' && type === 'AverageValue' && tooSmall
    ? [
        {
          path: `${path}.averageValue`,
          message: `must be at least 1Mi, but is ${plainText(amount)}`,
        },
      ]
    : [];
}

function checkQuery(
  metric: Fields,
  holder: 'external' | 'podmetric',
  path: string,
): RuleFinding[] {
  const query = get(metric, holder, 'metric', 'query');
  const value = get(metric, holder, 'target', 'value');
  return [
    ...(query === undefined || query === ''
      ? [
          {
            path: `${path}.${holder}.metric.query`,
            message: 'must be there: it is what the autoscaler asks',
          },
        ]
      : []),
    ...(value === undefined || value === ''
      ? [
          {
            path: `${path}.${holder}.target.value`,
            message: 'must be there: it is what the answer is compared with',
          },
        ]
      : []),
  ];
}
