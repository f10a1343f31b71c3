import type { DeploymentSubject } from '../../intent/subject';
import type { KubernetesObject } from '../../objects/KubernetesObject';
import { fromGateway, inNamespace } from '../../serving/networkPolicy';
import type { RenderContext, ServingTarget } from '../Family';
import { extensionGroup } from './extensionGroup';
import type { InferencePoolInput } from './input';
import { pickerObjects } from './picker';
import {
  GRPC_PORT,
  METRICS_PORT,
  pickerLabels,
  pickerName,
} from './pickerNames';

type Context = RenderContext<InferencePoolInput, DeploymentSubject>;

/** Renders the pool of a deployment's servers, what picks among them, and what is known of requests. */
export function renderInferencePool(context: Context): KubernetesObject[] {
  const { input, serving } = context;
  const { endpointPicker } = input;
  if (!serving) {
    // The check refuses this: there is nothing to pick from.
    return [];
  }
  return [
    inferencePool(context, serving),
    ...(endpointPicker.kind === 'render'
      ? [
          ...pickerObjects({ context, picker: endpointPicker, serving }),
          ...networkPolicies(context, serving),
        ]
      : []),
    ...objectives(context),
    ...rewrites(context),
  ];
}

function inferencePool(
  { subject, input }: Context,
  serving: ServingTarget,
): KubernetesObject {
  const { endpointPicker, failureMode, bodyMode } = input;
  return {
    apiVersion: 'inference.networking.k8s.io/v1',
    kind: 'InferencePool',
    metadata: {
      name: subject.name,
      namespace: subject.namespace,
      ...(bodyMode && {
        annotations: {
          'aigateway.envoyproxy.io/processing-body-mode': bodyMode,
        },
      }),
    },
    spec: {
      selector: { matchLabels: serving.podLabels },
      targetPorts: [{ number: serving.podPort.number }],
      endpointPickerRef: {
        name:
          endpointPicker.kind === 'render'
            ? pickerName(subject)
            : endpointPicker.service,
        port: {
          number:
            endpointPicker.kind === 'render' ? GRPC_PORT : endpointPicker.port,
        },
        failureMode: failureMode === 'open' ? 'FailOpen' : 'FailClose',
      },
    },
  };
}

/**
 * The gateway asks the picker, and the picker reads the metrics of the servers. What the servers admit adds up over
 * policies, so that this one opens them for the picker alone.
 */
function networkPolicies(
  { subject, platform }: Context,
  serving: ServingTarget,
): KubernetesObject[] {
  const { namespace } = subject;
  return [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: pickerName(subject), namespace },
      spec: {
        podSelector: { matchLabels: pickerLabels(subject) },
        policyTypes: ['Ingress'],
        ingress: [
          ...(platform.gateway
            ? [
                {
                  from: [fromGateway(platform.gateway)],
                  ports: [{ protocol: 'TCP', port: GRPC_PORT }],
                },
              ]
            : []),
          {
            from: [inNamespace(platform.monitoring.namespace)],
            ports: [{ protocol: 'TCP', port: METRICS_PORT }],
          },
        ],
      },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: `${pickerName(subject)}-to-servers`, namespace },
      spec: {
        podSelector: { matchLabels: serving.podLabels },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [{ podSelector: { matchLabels: pickerLabels(subject) } }],
            ports: [{ protocol: 'TCP', port: serving.podPort.number }],
          },
        ],
      },
    },
  ];
}

function objectives({ subject, input, platform }: Context): KubernetesObject[] {
  return input.objectives.map(({ name, priority }) => ({
    apiVersion: `${extensionGroup(platform)}/v1alpha2`,
    kind: 'InferenceObjective',
    metadata: { name, namespace: subject.namespace },
    spec: { priority, poolRef: { name: subject.name } },
  }));
}

function rewrites({ subject, input, platform }: Context): KubernetesObject[] {
  return input.rewrites.map(({ name, models, targets }) => ({
    apiVersion: `${extensionGroup(platform)}/v1alpha2`,
    kind: 'InferenceModelRewrite',
    metadata: { name, namespace: subject.namespace },
    spec: {
      poolRef: { name: subject.name },
      rules: [
        {
          matches: models.map(value => ({ model: { type: 'Exact', value } })),
          targets: targets.map(({ model, weight }) => ({
            modelRewrite: model,
            ...(weight !== undefined && { weight }),
          })),
        },
      ],
    },
  }));
}
