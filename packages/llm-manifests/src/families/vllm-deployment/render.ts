import { commonLabels, selectorLabels } from '../../objects/commonMetadata';
import type { KubernetesObject } from '../../objects/KubernetesObject';
import type { DeploymentSubject } from '../../intent/subject';
import { claimTemplate } from '../../serving/claimTemplate';
import { disruptionBudget } from '../../serving/disruptionBudget';
import { drainArgs, PRE_STOP_SECONDS } from '../../serving/drain';
import { literal } from '../../serving/literal';
import { modelSource } from '../../serving/modelSource';
import { networkPolicy } from '../../serving/networkPolicy';
import { podDevices } from '../../serving/placement';
import {
  containerSecurity,
  engineEnv,
  engineProbes,
  engineResources,
  engineVolumes,
  podBasics,
  queueLabel,
} from '../../serving/pod';
import { deploymentStrategy } from '../../serving/rollout';
import { isScaledOutside } from '../../serving/scaling';
import { vllmArgs } from '../../serving/vllmArgs';
import { vllmVersion } from '../../serving/vllmVersion';
import type { RenderContext, ServingTarget } from '../Family';
import type { VllmDeploymentInput } from './input';

type Context = RenderContext<VllmDeploymentInput, DeploymentSubject>;

const PORT = 8000;
const PORT_NAME = 'http';
/** Marks the pod of a group that answers requests; the others compute for it. */
const LEADER = { 'modelyard.dev/role': 'leader' };

/** How the pods are reached and found. */
export function vllmServing(context: Context): ServingTarget {
  const { subject, input } = context;
  const { name } = subject;
  return {
    workload:
      input.nodes > 1
        ? {
            apiVersion: 'leaderworkerset.x-k8s.io/v1',
            kind: 'LeaderWorkerSet',
            name,
          }
        : { apiVersion: 'apps/v1', kind: 'Deployment', name },
    service: { name, port: PORT },
    podPort: { name: PORT_NAME, number: PORT },
    podLabels: {
      ...selectorLabels(subject),
      ...(input.nodes > 1 && LEADER),
    },
    tls: false,
    needsKey: input.runtime.apiKey !== undefined,
    pathPrefix: '',
    replicas: input.replicas,
    source: input.source,
    engine: {
      image: imageOf(context),
      version: versionOf(context),
      task: input.engine.task,
    },
  };
}

/** The image that the engine runs from. */
function imageOf({ input, platform }: Context): string {
  return input.engine.image ?? platform.images.vllm;
}

/** The version of vLLM, where it is known. */
export function versionOf(context: Context): string | undefined {
  return vllmVersion({
    engine: context.input.engine,
    image: imageOf(context),
  });
}

/** Renders the objects of a vLLM server, or of one that spans several nodes. */
export function renderVllmDeployment(context: Context): KubernetesObject[] {
  const { subject, input, platform } = context;
  const { name, namespace } = subject;
  const serving = vllmServing(context);
  return [
    ...claimTemplate({ placement: input.placement, name, namespace }),
    ...cacheVolume(context),
    input.nodes > 1 ? leaderWorkerSet(context) : deployment(context),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace },
      spec: {
        selector: serving.podLabels,
        ports: [
          {
            name: PORT_NAME,
            port: PORT,
            targetPort: PORT_NAME,
            protocol: 'TCP',
          },
        ],
      },
    },
    ...disruptionBudget({
      runtime: input.runtime,
      name,
      namespace,
      podLabels: serving.podLabels,
    }),
    networkPolicy({
      name,
      namespace,
      podSelector: { matchLabels: selectorLabels(subject) },
      port: PORT,
      platform,
      amongPods: input.nodes > 1,
    }),
  ];
}

function cacheVolume({
  subject,
  input,
  platform,
}: Context): KubernetesObject[] {
  const { cache } = input;
  if (cache.kind !== 'volume') {
    return [];
  }
  return [
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: `${subject.name}-cache`, namespace: subject.namespace },
      spec: {
        accessModes: ['ReadWriteOnce'],
        ...(platform.storage.className && {
          storageClassName: platform.storage.className,
        }),
        resources: { requests: { storage: cache.size } },
      },
    },
  ];
}

function cacheSource({ subject, input }: Context): Record<string, unknown> {
  const { cache } = input;
  switch (cache.kind) {
    case 'ephemeral':
      return { emptyDir: { sizeLimit: cache.size } };
    case 'volume':
      return { persistentVolumeClaim: { claimName: `${subject.name}-cache` } };
    default:
      return { persistentVolumeClaim: { claimName: cache.name } };
  }
}

// A number here would undo, with every change, what scales the workload.
function replicas({ input, families }: Context): { replicas?: number } {
  return isScaledOutside(families) ? {} : { replicas: input.replicas.min };
}

function workloadMetadata({ subject, input }: Context) {
  return {
    name: subject.name,
    namespace: subject.namespace,
    labels: queueLabel(input.runtime),
  };
}

function deployment(context: Context): KubernetesObject {
  const { subject, input } = context;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: workloadMetadata(context),
    spec: {
      ...replicas(context),
      strategy: deploymentStrategy(input.rollout),
      selector: { matchLabels: selectorLabels(subject) },
      template: podTemplate(context, { args: [], serves: true }),
    },
  };
}

/** One group of pods for each server: vLLM spreads its layers over the nodes by itself. */
function leaderWorkerSet(context: Context): KubernetesObject {
  const { input } = context;
  const group = (rank: string) => [
    `--nnodes=${input.nodes}`,
    `--node-rank=${rank}`,
    '--master-addr=$(LWS_LEADER_ADDRESS)',
  ];
  return {
    apiVersion: 'leaderworkerset.x-k8s.io/v1',
    kind: 'LeaderWorkerSet',
    metadata: workloadMetadata(context),
    spec: {
      ...replicas(context),
      startupPolicy: 'LeaderCreated',
      leaderWorkerTemplate: {
        size: input.nodes,
        restartPolicy: 'RecreateGroupOnPodRestart',
        leaderTemplate: podTemplate(context, {
          args: group('0'),
          labels: LEADER,
          serves: true,
        }),
        workerTemplate: podTemplate(context, {
          args: [...group('$(LWS_WORKER_INDEX)'), '--headless'],
          serves: false,
        }),
      },
    },
  };
}

function podTemplate(
  context: Context,
  options: {
    args: readonly string[];
    labels?: Readonly<Record<string, string>>;
    serves: boolean;
  },
) {
  const { subject, input, platform } = context;
  const { engine, source, runtime, placement } = input;
  const devices = podDevices({ placement, name: subject.name });
  const model = modelSource(source);
  const { volumes, mounts } = engineVolumes({
    runtime,
    cache: cacheSource(context),
  });
  return {
    metadata: {
      labels: { ...commonLabels({ subject, platform }), ...options.labels },
    },
    spec: {
      ...podBasics({
        subject,
        platform,
        runtime,
        nodeSelector: placement.nodeSelector,
        devices,
        source,
        podLabels: selectorLabels(subject),
      }),
      containers: [
        {
          name: 'vllm',
          image: imageOf(context),
          args: [
            ...[
              `--model=${model?.model ?? source.uri}`,
              ...(model?.args ?? []),
              ...servedNames(subject),
              `--port=${PORT}`,
              ...drainArgs({ runtime, version: versionOf(context) }),
              ...vllmArgs({
                engine,
                adapterPath: ({ uri }) => uri.replace(/^hf:\/\//, ''),
              }),
            ].map(literal),
            // They refer to variables of the group.
            ...options.args,
          ],
          env: engineEnv({ source, engine, runtime, platform }),
          ...(options.serves && {
            ports: [{ name: PORT_NAME, containerPort: PORT, protocol: 'TCP' }],
            ...engineProbes({ runtime, port: PORT_NAME }),
          }),
          // Requests that are on their way when the pod leaves the service still arrive, and pods that compute for it
          // stay for as long as it may take to answer them.
          lifecycle: {
            preStop: {
              sleep: {
                seconds:
                  PRE_STOP_SECONDS +
                  (options.serves ? 0 : runtime.drainSeconds),
              },
            },
          },
          resources: engineResources({ runtime, devices }),
          securityContext: containerSecurity,
          volumeMounts: [...mounts, ...(model?.mounts ?? [])],
        },
      ],
      volumes: [...volumes, ...(model?.volumes ?? [])],
    },
  };
}

/** The first name is the one that telemetry carries. */
function servedNames(subject: DeploymentSubject): string[] {
  return ['--served-model-name', subject.servedModelName, ...subject.aliases];
}
