import { commonLabels } from '../../objects/commonMetadata';
import { literal } from '../../serving/literal';
import { podDevices } from '../../serving/placement';
import {
  apiKeyEnv,
  containerSecurity,
  engineResources,
  extraEnv,
  podBasics,
} from '../../serving/pod';
import { shellQuote } from '../../serving/shellQuote';
import { vllmArgs } from '../../serving/vllmArgs';
import { Context, Pool } from './pools';

/** Seconds that KServe's presets keep back of the grace period, before the end and for it. */
const PRESET_SECONDS = 20;

/** Shared memory of the presets for one node is less than the default of the suite, and for several more. */
const DEFAULT_SHARED_MEMORY = '2Gi';

/** Labels that KServe gives pods itself, and selects them by. */
const KSERVE_LABELS = [
  'app.kubernetes.io/name',
  'app.kubernetes.io/component',
  'app.kubernetes.io/part-of',
  'kserve.io/component',
  'llm-d.ai/role',
];

/** What a pool is, as KServe's `WorkloadSpec`. */
export function workload(
  context: Context,
  pool: Pool,
  account: string | undefined,
) {
  return {
    ...size(context, pool),
    labels: podLabels(context),
    parallelism: parallelism(pool),
    template: podOf(context, pool, { account, answers: true }),
    ...(pool.nodes > 1 && {
      worker: podOf(context, pool, { account, answers: false }),
    }),
  };
}

/** Labels of the pods; one that KServe selects by would take them away from it. */
function podLabels({ subject, platform }: Context): Record<string, string> {
  return Object.fromEntries(
    Object.entries(commonLabels({ subject, platform })).filter(
      ([key]) => !KSERVE_LABELS.includes(key),
    ),
  );
}

function size({ input }: Context, { replicas }: Pool) {
  const { scaling } = input;
  if (scaling.by === 'none' || replicas.max === undefined) {
    return { replicas: replicas.min };
  }
  const { fallback } = scaling;
  return {
    scaling: {
      minReplicas: replicas.min,
      maxReplicas: replicas.max,
      wva: {
        variantCost: String(scaling.cost),
        ...(scaling.by === 'hpa'
          ? { hpa: {} }
          : {
              keda: {
                pollingInterval: scaling.pollingSeconds,
                cooldownPeriod: scaling.cooldownSeconds,
                initialCooldownPeriod: scaling.initialCooldownSeconds,
                idleReplicaCount: scaling.idleServers,
                ...(fallback && {
                  fallback: {
                    failureThreshold: fallback.failures,
                    replicas: fallback.servers,
                  },
                }),
              },
            }),
      },
    },
  };
}

function parallelism({ engine, nodes }: Pool) {
  const { tensorParallel, pipelineParallel, dataParallel, expertParallel } =
    engine;
  return {
    tensor: tensorParallel,
    ...(pipelineParallel > 1 && { pipeline: pipelineParallel }),
    ...(dataParallel > 1 && {
      data: dataParallel,
      dataLocal: dataParallel / nodes,
    }),
    ...(expertParallel && { expert: true }),
  };
}

/** The flags of an engine that no field of KServe carries. */
function additionalArgs({ input }: Context, { engine, nodes }: Pool): string[] {
  const args = vllmArgs({
    // Adapters and offloaded context have fields of their own.
    engine: { ...engine, lora: undefined, kvOffload: undefined },
    adapterPath: ({ uri }) => uri,
  });
  return [
    // The presets for several nodes say themselves how the GPUs share the work; those for one do only in part.
    ...(nodes > 1
      ? args.filter(
          arg =>
            !/^--((tensor|pipeline|data)-parallel-size=|enable-expert-parallel$)/.test(
              arg,
            ),
        )
      : args),
    ...(input.prefill
      ? [
          '--kv-transfer-config',
          JSON.stringify({ kv_connector: 'NixlConnector', kv_role: 'kv_both' }),
        ]
      : []),
  ];
}

function podOf(
  context: Context,
  pool: Pool,
  options: { account: string | undefined; answers: boolean },
) {
  const { subject, input, platform } = context;
  const { runtime, source } = input;
  const { account, answers } = options;
  const devices = input.managedClaims
    ? { limits: {} }
    : podDevices({ placement: pool.placement, name: pool.name });
  const { automountServiceAccountToken, ...basics } = podBasics({
    subject,
    platform,
    runtime,
    nodeSelector: pool.placement.nodeSelector,
    devices,
    source,
    podLabels: roleLabels(context, pool),
  });
  const isSingle = pool.nodes === 1;
  return {
    ...basics,
    // The proxy beside a decoding engine looks up where prompts may be read.
    ...(!input.prefill && { automountServiceAccountToken }),
    ...(account && { serviceAccountName: account }),
    terminationGracePeriodSeconds: runtime.drainSeconds + PRESET_SECONDS,
    // The containers that KServe adds have users of their own.
    securityContext: {
      fsGroup: runtime.runAsUser,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [
      {
        name: 'main',
        ...(pool.engine.image !== undefined && { image: pool.engine.image }),
        env: [
          ...apiKeyEnv(runtime),
          ...(input.prefill
            ? [
                {
                  name: 'VLLM_NIXL_SIDE_CHANNEL_HOST',
                  valueFrom: { fieldRef: { fieldPath: 'status.podIP' } },
                },
              ]
            : []),
          {
            name: 'VLLM_ADDITIONAL_ARGS',
            // The kubelet reads it first, and the shell of the preset what comes of it.
            value: literal(shellQuote(additionalArgs(context, pool))),
          },
          ...extraEnv(pool.engine),
        ],
        resources: engineResources({
          runtime: {
            ...runtime,
            cpu: pool.cpu,
            cpuLimit: pool.cpuLimit,
            memory: pool.memory,
          },
          devices,
        }),
        // What is asked for comes from the preset, which knows the port and whether it is encrypted; it asks no worker.
        ...(answers && {
          startupProbe: {
            periodSeconds: 10,
            failureThreshold: (runtime.startupMinutes * 60) / 10,
          },
        }),
        ...(isSingle && { securityContext: security(context) }),
      },
    ],
    ...((isSingle || runtime.sharedMemory !== DEFAULT_SHARED_MEMORY) && {
      volumes: [
        {
          name: 'dshm',
          emptyDir: { medium: 'Memory', sizeLimit: runtime.sharedMemory },
        },
      ],
    }),
  };
}

/** The presets for several nodes need more, and say so themselves. */
function security({ input }: Context) {
  return {
    ...containerSecurity,
    runAsNonRoot: true,
    // A model image is read through the process of its own container, which KServe gives the user of this one.
    ...(!input.source.uri.startsWith('oci://') && {
      runAsUser: input.runtime.runAsUser,
    }),
  };
}

/** Labels of the pods of a pool that answer, and of no others. */
export function roleLabels(
  { subject }: Context,
  { role }: Pool,
): Record<string, string> {
  return {
    'app.kubernetes.io/name': subject.name,
    'kserve.io/component': 'workload',
    'llm-d.ai/role': role,
  };
}
