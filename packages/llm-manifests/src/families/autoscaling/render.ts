import type { DeploymentSubject } from '../../intent/subject';
import type { KubernetesObject } from '../../objects/KubernetesObject';
import { scalingMetric } from '../../serving/scalingMetrics';
import type { RenderContext, ServingTarget } from '../Family';
import type { AutoscalingInput, HpaInput, KedaInput } from './input';

export type Context = RenderContext<AutoscalingInput, DeploymentSubject>;

/** KEDA's names for when a fallback number of servers does not apply. */
const FALLBACKS = {
  never: 'static',
  more: 'currentReplicasIfHigher',
  fewer: 'currentReplicasIfLower',
} as const;

/** How many servers there may be: the input says it, or the serving family. */
export function replicasOf({ input, serving }: Context): {
  readonly min: number;
  readonly max?: number;
} {
  return input.replicas ?? serving?.replicas ?? { min: 1 };
}

/** Renders what scales the servers of the intent. */
export function renderAutoscaling(context: Context): KubernetesObject[] {
  const { input, serving } = context;
  if (!serving) {
    return [];
  }
  return [
    input.by.kind === 'keda'
      ? scaledObject(context, serving, input.by)
      : horizontalPodAutoscaler(context, serving, input.by),
  ];
}

function scaledObject(
  context: Context,
  serving: ServingTarget,
  keda: KedaInput,
): KubernetesObject {
  const { subject, input } = context;
  const { min, max } = replicasOf(context);
  const { fallback } = keda;
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name: subject.name, namespace: subject.namespace },
    spec: {
      scaleTargetRef: serving.workload,
      minReplicaCount: min,
      maxReplicaCount: max,
      pollingInterval: keda.pollingSeconds,
      cooldownPeriod: keda.cooldownSeconds,
      initialCooldownPeriod: keda.initialCooldownSeconds,
      ...(fallback && {
        fallback: {
          failureThreshold: fallback.failures,
          replicas: fallback.servers,
          behavior: FALLBACKS[fallback.unless],
        },
      }),
      advanced: {
        horizontalPodAutoscalerConfig: { behavior: behavior(input) },
      },
      triggers: [
        ...keda.triggers.map(trigger =>
          prometheusTrigger(context, serving, trigger),
        ),
        ...keda.schedule.map(({ timezone, start, end, servers }) => ({
          type: 'cron',
          metadata: {
            timezone,
            start,
            end,
            desiredReplicas: String(servers),
          },
        })),
      ],
    },
  };
}

function prometheusTrigger(
  context: Context,
  serving: ServingTarget,
  { metric, target }: KedaInput['triggers'][number],
) {
  const { subject, platform } = context;
  const { prometheusUrl, authentication, authenticationMode } =
    platform.monitoring;
  const { addsUp, unit, query } = scalingMetric(metric);
  // Without servers there are no series, and without requests no latencies. Else something is wrong when a series is
  // missing, and the number of servers must not follow.
  const mayBeMissing = replicasOf(context).min === 0 || unit === 'seconds';
  return {
    type: 'prometheus',
    name: metric,
    metricType: addsUp ? 'AverageValue' : 'Value',
    ...(authentication && { authenticationRef: { name: authentication } }),
    metadata: {
      serverAddress: prometheusUrl,
      query: query({
        selector: {
          namespace: subject.namespace,
          model: subject.servedModelName,
        },
        version: serving.engine.version,
        of: 'all',
      }),
      threshold: String(target),
      ignoreNullValues: String(mayBeMissing),
      ...(authentication && { authModes: authenticationMode }),
    },
  };
}

function horizontalPodAutoscaler(
  context: Context,
  serving: ServingTarget,
  { metrics }: HpaInput,
): KubernetesObject {
  const { subject, input } = context;
  const { min, max } = replicasOf(context);
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: subject.name, namespace: subject.namespace },
    spec: {
      scaleTargetRef: serving.workload,
      minReplicas: min,
      maxReplicas: max,
      metrics: metrics.map(({ of, name, selector, target, each }) => {
        const value = {
          metric: {
            name,
            ...(selector && { selector: { matchLabels: selector } }),
          },
          target: each
            ? { type: 'AverageValue', averageValue: target }
            : { type: 'Value', value: target },
        };
        return of === 'pods'
          ? { type: 'Pods', pods: value }
          : { type: 'External', external: value };
      }),
      behavior: behavior(input),
    },
  };
}

/** Servers that were started at such cost are not thrown away at once. */
function behavior({
  removeAfterSeconds,
  removeAtMost,
  addAtMost,
}: AutoscalingInput) {
  const policies = ({ servers, seconds }: typeof removeAtMost) => [
    { type: 'Pods', value: servers, periodSeconds: seconds },
  ];
  return {
    scaleDown: {
      stabilizationWindowSeconds: removeAfterSeconds,
      policies: policies(removeAtMost),
    },
    ...(addAtMost && { scaleUp: { policies: policies(addAtMost) } }),
  };
}
