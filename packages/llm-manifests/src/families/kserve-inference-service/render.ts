import type { KubernetesObject } from '../../objects/KubernetesObject';
import { claimTemplate } from '../../serving/claimTemplate';
import { disruptionBudget } from '../../serving/disruptionBudget';
import { modelAccount } from '../../serving/kserve/account';
import { networkPolicy } from '../../serving/networkPolicy';
import { queueLabel } from '../../serving/pod';
import { scalingMetric } from '../../serving/scalingMetrics';
import type { ServingTarget } from '../Family';
import { gpuTypesAnnotation } from './multiNode';
import { canaryPredictor, predictor } from './predictor';
import { Context, imageOf, PORT, versionOf } from './server';

/** How the pods are reached and found. */
export function kserveServing(context: Context): ServingTarget {
  const { subject, input } = context;
  const service = `${subject.name}-predictor`;
  return {
    workload: { apiVersion: 'apps/v1', kind: 'Deployment', name: service },
    service: { name: service, port: 80 },
    podPort: {
      ...(input.server === 'custom' && { name: 'http1' }),
      number: PORT,
    },
    podLabels:
      input.nodes > 1
        ? // The workers of a server carry its name as well, but answer nothing.
          { app: `isvc.${service}` }
        : { 'serving.kserve.io/inferenceservice': subject.name },
    tls: false,
    needsKey: input.runtime.apiKey !== undefined,
    pathPrefix: input.server === 'huggingface' ? '/openai' : '',
    replicas: input.replicas,
    ...(input.scaling.by !== 'external' && {
      scaledBy: 'scaling of the family kserve-inference-service',
    }),
    source: input.source,
    engine: {
      image: imageOf(context),
      version: versionOf(context),
      task: input.engine.task,
    },
  };
}

/** Renders an InferenceService and what stands around it. */
export function renderKserveInferenceService(
  context: Context,
): KubernetesObject[] {
  const { subject, input, platform } = context;
  const { name, namespace } = subject;
  const { source, runtime, placement } = input;
  const account = modelAccount({ subject, source, runtime, platform });
  const podLabels = { 'serving.kserve.io/inferenceservice': name };
  return [
    ...account.objects,
    ...claimTemplate({ placement, name, namespace }),
    {
      apiVersion: 'serving.kserve.io/v1beta1',
      kind: 'InferenceService',
      metadata: {
        name,
        namespace,
        // KServe hands the labels of the service to its workload, and to its pods.
        labels: queueLabel(runtime),
        annotations: {
          // What is shipped as the default needs Knative; it cannot be changed later.
          'serving.kserve.io/deploymentMode': 'Standard',
          // The default scales by CPU, which says nothing of a GPU.
          'serving.kserve.io/autoscalerClass': input.scaling.by,
          ...gpuTypesAnnotation(context),
        },
      },
      spec: {
        predictor: {
          ...replicas(context),
          ...autoScaling(context),
          ...predictor(context, account.name),
        },
        ...(input.canaries.length > 0 && {
          canary: input.canaries.map(canary => ({
            trafficPercent: canary.trafficPercent,
            predictor: canaryPredictor(context, canary, account.name),
          })),
        }),
      },
    },
    ...disruptionBudget({
      runtime,
      name,
      namespace,
      podLabels: kserveServing(context).podLabels,
    }),
    networkPolicy({
      name,
      namespace,
      podSelector: { matchLabels: podLabels },
      port: PORT,
      platform,
      amongPods: input.nodes > 1,
    }),
  ];
}

function replicas({ input }: Context) {
  const { min, max } = input.replicas;
  return {
    minReplicas: Math.max(1, min),
    ...(input.scaling.by !== 'none' && max !== undefined
      ? { maxReplicas: max }
      : {}),
  };
}

function autoScaling(context: Context) {
  const { subject, input, platform } = context;
  const { scaling } = input;
  const { prometheusUrl, authentication, authenticationMode } =
    platform.monitoring;
  if (scaling.by !== 'keda') {
    return {};
  }
  return {
    autoScaling: {
      metrics: [
        {
          type: 'External',
          external: {
            metric: {
              backend: 'prometheus',
              serverAddress: prometheusUrl,
              query: scalingMetric(scaling.metric).query({
                selector: {
                  namespace: subject.namespace,
                  model: subject.servedModelName,
                },
                version: versionOf(context),
                of: 'each',
              }),
            },
            ...(authentication && {
              authenticationRef: {
                authModes: authenticationMode,
                authenticationRef: { name: authentication },
              },
            }),
            // KServe takes a target for each server only together with a plain one, and compares the plain one.
            target: { type: 'Value', value: String(scaling.target) },
          },
        },
      ],
    },
  };
}
