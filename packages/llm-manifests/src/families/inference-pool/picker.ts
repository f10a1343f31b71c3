import type { DeploymentSubject } from '../../intent/subject';
import type { KubernetesObject } from '../../objects/KubernetesObject';
import type { RenderContext, ServingTarget } from '../Family';
import type { InferencePoolInput, RenderedPicker } from './input';
import { pickerConfig } from './pickerConfig';
import { pickerDeployment } from './pickerDeployment';
import {
  CONFIG_FILE,
  GRPC_PORT,
  METRICS_PORT,
  pickerLabels,
  pickerName,
} from './pickerNames';

type Context = RenderContext<InferencePoolInput, DeploymentSubject>;

/**
 * The llm-d router as the picker of one pool: what its chart (llm-d/llm-d-router, config/charts/routerlib) makes, with no
 * more rights than it needs. Its metrics need no token: a NetworkPolicy keeps others away from them.
 */
export function pickerObjects(options: {
  context: Context;
  picker: RenderedPicker;
  serving: ServingTarget;
}): KubernetesObject[] {
  const { context, picker, serving } = options;
  const { subject } = context;
  const name = pickerName(subject);
  const { namespace } = subject;
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name, namespace },
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name, namespace },
      rules: roleRules(picker),
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name, namespace },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace },
      data: { [CONFIG_FILE]: pickerConfig(picker, serving) },
    },
    pickerDeployment(context, picker),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace },
      spec: {
        selector: pickerLabels(subject),
        ports: [
          {
            name: 'grpc-ext-proc',
            port: GRPC_PORT,
            targetPort: 'grpc',
            protocol: 'TCP',
            appProtocol: 'http2',
          },
          {
            name: 'http-metrics',
            port: METRICS_PORT,
            targetPort: 'metrics',
            protocol: 'TCP',
          },
        ],
      },
    },
  ];
}

function roleRules({ replicas }: RenderedPicker) {
  const read = ['get', 'list', 'watch'];
  return [
    { apiGroups: [''], resources: ['pods'], verbs: read },
    {
      apiGroups: ['inference.networking.k8s.io'],
      resources: ['inferencepools'],
      verbs: read,
    },
    {
      apiGroups: ['llm-d.ai', 'inference.networking.x-k8s.io'],
      resources: ['inferenceobjectives', 'inferencemodelrewrites'],
      verbs: read,
    },
    // Several pickers agree by a lease which of them works.
    ...(replicas > 1
      ? [
          {
            apiGroups: ['coordination.k8s.io'],
            resources: ['leases'],
            verbs: [...read, 'create', 'update', 'patch', 'delete'],
          },
          {
            apiGroups: [''],
            resources: ['events'],
            verbs: ['create', 'patch'],
          },
        ]
      : []),
  ];
}
