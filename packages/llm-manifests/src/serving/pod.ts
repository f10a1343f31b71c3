import type { DeploymentSubject } from '../intent/subject';
import type { Platform } from '../platform/Platform';
import type { EngineInput, SourceInput } from './engine';
import { literal } from './literal';
import type { PodDevices } from './placement';
import type { RuntimeInput } from './runtime';

/** Where an engine that may not write to its image writes to. */
const CACHE = '/cache';

/** An environment variable of a container. */
type EnvVar = Record<string, unknown>;

// A user whom the image does not know has no home, and the root of the file system cannot be written to. Compilers of
// kernels ask for both.
const HOME = [
  { name: 'HOME', value: CACHE },
  { name: 'USER', value: 'vllm' },
];
const HUB_CACHE = { name: 'HF_HOME', value: `${CACHE}/huggingface` };
// Engines write compiled kernels beside the weights.
const KERNEL_CACHE = { name: 'VLLM_CACHE_ROOT', value: `${CACHE}/vllm` };

/** Environment of an engine whose model is loaded by something else. */
export function loadedEngineEnv(options: {
  engine: EngineInput;
  runtime: RuntimeInput;
}): EnvVar[] {
  const { engine, runtime } = options;
  return [
    ...HOME,
    HUB_CACHE,
    ...apiKeyEnv(runtime),
    KERNEL_CACHE,
    ...extraEnv(engine),
  ];
}

/** Environment of an engine: the hub, the key of clients, and what people added. */
export function engineEnv(options: {
  source: SourceInput;
  engine: EngineInput;
  runtime: RuntimeInput;
  platform: Platform;
}): EnvVar[] {
  const { source, engine, runtime, platform } = options;
  const token = source.token ?? platform.hub.token;
  return [
    ...HOME,
    HUB_CACHE,
    ...(platform.hub.endpoint
      ? [{ name: 'HF_ENDPOINT', value: literal(platform.hub.endpoint) }]
      : []),
    ...(token
      ? [
          {
            name: 'HF_TOKEN',
            valueFrom: { secretKeyRef: { ...token, optional: !source.token } },
          },
        ]
      : []),
    ...apiKeyEnv(runtime),
    KERNEL_CACHE,
    ...extraEnv(engine),
  ];
}

/** The key that clients have to send. */
export function apiKeyEnv(runtime: RuntimeInput): EnvVar[] {
  return runtime.apiKey
    ? [{ name: 'VLLM_API_KEY', valueFrom: { secretKeyRef: runtime.apiKey } }]
    : [];
}

/** What people added to the environment of an engine. */
export function extraEnv(engine: EngineInput): EnvVar[] {
  return engine.extraEnv.map(({ name, value, secret, field }) => {
    if (secret) {
      return { name, valueFrom: { secretKeyRef: secret } };
    }
    return field
      ? { name, valueFrom: { fieldRef: { fieldPath: field } } }
      : { name, value: value === undefined ? undefined : literal(value) };
  });
}

/** Resources of an engine: host CPU and memory, and its GPUs. */
export function engineResources(options: {
  runtime: RuntimeInput;
  devices: PodDevices;
}) {
  const { runtime, devices } = options;
  return {
    requests: { cpu: runtime.cpu, memory: runtime.memory, ...devices.limits },
    limits: {
      ...(runtime.cpuLimit && { cpu: runtime.cpuLimit }),
      memory: runtime.memory,
      ...devices.limits,
    },
    ...(devices.claims && { claims: devices.claims }),
  };
}

/** Probes: loading may take long, and after that a server that does not answer is restarted. */
export function engineProbes(options: {
  runtime: RuntimeInput;
  port: string | number;
}) {
  const { runtime, port } = options;
  const httpGet = { path: '/health', port };
  const periodSeconds = 10;
  return {
    startupProbe: {
      httpGet,
      periodSeconds,
      failureThreshold: (runtime.startupMinutes * 60) / periodSeconds,
    },
    readinessProbe: { httpGet, periodSeconds: 5, failureThreshold: 3 },
    livenessProbe: { httpGet, periodSeconds, failureThreshold: 6 },
  };
}

/** Volumes of every engine, and where it finds them. */
export function engineVolumes(options: {
  runtime: RuntimeInput;
  cache: Record<string, unknown>;
}) {
  return {
    volumes: [
      { name: 'cache', ...options.cache },
      {
        name: 'shm',
        emptyDir: { medium: 'Memory', sizeLimit: options.runtime.sharedMemory },
      },
      { name: 'tmp', emptyDir: {} },
    ],
    mounts: [
      { name: 'cache', mountPath: CACHE },
      { name: 'shm', mountPath: '/dev/shm' },
      { name: 'tmp', mountPath: '/tmp' },
    ],
  };
}

/** What the engine's container may do: as little as it can work with. */
export const containerSecurity = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

/** Taints of GPU nodes are called after their resource, so that one for NVIDIA's means nothing on nodes of AMD. */
function gpuTolerations(
  { gpuTolerations: tolerations }: Platform,
  devices: PodDevices,
) {
  const isAmd = Object.keys(devices.limits).some(resource =>
    resource.startsWith('amd.com/'),
  );
  return isAmd
    ? tolerations.map(toleration =>
        toleration.key === 'nvidia.com/gpu'
          ? { ...toleration, key: 'amd.com/gpu' }
          : toleration,
      )
    : tolerations;
}

/** The parts of a pod that do not depend on what runs in it. */
export function podBasics(options: {
  subject: DeploymentSubject;
  platform: Platform;
  runtime: RuntimeInput;
  nodeSelector: Readonly<Record<string, string>>;
  devices: PodDevices;
  source: SourceInput;
  podLabels: Readonly<Record<string, string>>;
}) {
  const { platform, runtime, nodeSelector, devices, source } = options;
  const tolerations = gpuTolerations(platform, devices);
  const topologyKey =
    runtime.spreadOver === 'zones'
      ? 'topology.kubernetes.io/zone'
      : 'kubernetes.io/hostname';
  return {
    terminationGracePeriodSeconds: runtime.drainSeconds + 30,
    automountServiceAccountToken: false,
    ...(runtime.serviceAccount && {
      serviceAccountName: runtime.serviceAccount,
    }),
    ...(runtime.priorityClass && { priorityClassName: runtime.priorityClass }),
    ...(source.imagePullSecret && {
      imagePullSecrets: [{ name: source.imagePullSecret }],
    }),
    securityContext: {
      runAsNonRoot: true,
      runAsUser: runtime.runAsUser,
      fsGroup: runtime.runAsUser,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    ...(Object.keys(nodeSelector).length > 0 && { nodeSelector }),
    ...(tolerations.length > 0 && { tolerations }),
    ...(devices.resourceClaims && { resourceClaims: devices.resourceClaims }),
    ...(runtime.spreadOver !== 'none' && {
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey,
          whenUnsatisfiable: 'ScheduleAnyway',
          labelSelector: { matchLabels: options.podLabels },
        },
      ],
    }),
  };
}

/**
 * The label of a workload that waits in a queue of Kueue. It belongs to the workload, which Kueue counts as a whole; on
 * its pods it would make each of them wait for itself.
 */
export function queueLabel(runtime: RuntimeInput): Record<string, string> {
  return runtime.queue ? { 'kueue.x-k8s.io/queue-name': runtime.queue } : {};
}
