import type { DeploymentSubject } from '../../intent/subject';
import { commonLabels } from '../../objects/commonMetadata';
import type { KubernetesObject } from '../../objects/KubernetesObject';
import { printObjects } from '../../objects/printObjects';
import { containerSecurity } from '../../serving/pod';
import type { RenderContext, ServingTarget } from '../Family';
import type { InferencePoolInput, PickerInput } from './input';

type Context = RenderContext<InferencePoolInput, DeploymentSubject>;
type RenderedPicker = Extract<PickerInput, { kind: 'render' }>;

export const GRPC_PORT = 9002;
export const METRICS_PORT = 9090;
const HEALTH_PORT = 9003;
const CONFIG_FILE = 'plugins.yaml';

/** Name of everything that belongs to the picker of a deployment. */
export function pickerName(subject: { name: string }): string {
  return `${subject.name}-epp`;
}

/** Labels that select the pods of a picker. They must not be those of the servers, which their Service selects. */
export function pickerLabels(subject: {
  name: string;
}): Record<string, string> {
  return { 'app.kubernetes.io/instance': pickerName(subject) };
}

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

function pickerConfig(picker: RenderedPicker, serving: ServingTarget): string {
  const { queue, kvCache, prefixCache, lora } = picker.scorers;
  const scorers = (
    [
      ['queue-scorer', queue],
      ['kv-cache-utilization-scorer', kvCache],
      ['prefix-cache-scorer', prefixCache],
      ['lora-affinity-scorer', lora],
    ] as const
  ).filter(([, weight]) => weight > 0);
  return printObjects([
    {
      apiVersion: 'llm-d.ai/v1alpha1',
      kind: 'EndpointPickerConfig',
      plugins: [
        ...scorers.map(([type]) => ({ type })),
        { type: 'max-score-picker' },
        {
          type: 'metrics-data-source',
          parameters: {
            scheme: serving.tls ? 'https' : 'http',
            path: '/metrics',
            insecureSkipVerify: serving.tls,
          },
        },
        { type: 'core-metrics-extractor' },
      ],
      schedulingProfiles: [
        {
          name: 'default',
          plugins: [
            ...scorers.map(([pluginRef, weight]) => ({ pluginRef, weight })),
            { pluginRef: 'max-score-picker' },
          ],
        },
      ],
    },
  ]);
}

function pickerDeployment(
  context: Context,
  picker: RenderedPicker,
): KubernetesObject {
  const { subject, platform } = context;
  const { name, namespace } = subject;
  const isShared = picker.replicas > 1;
  const probe = (service: string) => ({
    grpc: {
      port: HEALTH_PORT,
      // A picker that waits to take over is alive, but not ready.
      service: isShared ? service : 'inference-extension',
    },
  });
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: pickerName(subject), namespace },
    spec: {
      replicas: picker.replicas,
      // It remembers what servers know: two at a time would know half each, and a new one waits for the lease of the old.
      strategy: { type: 'Recreate' },
      selector: { matchLabels: pickerLabels(subject) },
      template: {
        metadata: {
          labels: {
            ...commonLabels({ subject, platform }),
            'app.kubernetes.io/component': 'endpoint-picker',
            ...pickerLabels(subject),
          },
        },
        spec: {
          serviceAccountName: pickerName(subject),
          terminationGracePeriodSeconds: 130,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 65532,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          containers: [
            {
              name: 'epp',
              image: picker.image ?? platform.images.endpointPicker,
              args: [
                `--pool-name=${name}`,
                `--pool-namespace=${namespace}`,
                '--pool-group=inference.networking.k8s.io',
                '--zap-encoder=json',
                `--v=${picker.verbosity}`,
                `--config-file=/config/${CONFIG_FILE}`,
                `--grpc-port=${GRPC_PORT}`,
                `--grpc-health-port=${HEALTH_PORT}`,
                `--metrics-port=${METRICS_PORT}`,
                '--metrics-endpoint-auth=false',
                '--tracing=false',
                ...(isShared ? ['--ha-enable-leader-election'] : []),
              ],
              env: [
                fieldVariable('NAMESPACE', 'metadata.namespace'),
                fieldVariable('POD_NAME', 'metadata.name'),
              ],
              ports: [
                { name: 'grpc', containerPort: GRPC_PORT, protocol: 'TCP' },
                {
                  name: 'grpc-health',
                  containerPort: HEALTH_PORT,
                  protocol: 'TCP',
                },
                {
                  name: 'metrics',
                  containerPort: METRICS_PORT,
                  protocol: 'TCP',
                },
              ],
              livenessProbe: {
                ...probe('liveness'),
                initialDelaySeconds: 5,
                periodSeconds: 10,
              },
              readinessProbe: { ...probe('readiness'), periodSeconds: 2 },
              lifecycle: { preStop: { sleep: { seconds: 5 } } },
              resources: {
                requests: { cpu: picker.cpu, memory: picker.memory },
                limits: { memory: picker.memory },
              },
              securityContext: containerSecurity,
              volumeMounts: [
                { name: 'config', mountPath: '/config', readOnly: true },
              ],
            },
          ],
          volumes: [
            { name: 'config', configMap: { name: pickerName(subject) } },
          ],
        },
      },
    },
  };
}

function fieldVariable(name: string, fieldPath: string) {
  return { name, valueFrom: { fieldRef: { fieldPath } } };
}
