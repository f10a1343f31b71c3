import { storageUri } from '../../serving/kserve/storage';
import { PRE_STOP_SECONDS } from '../../serving/drain';
import type { EngineInput, SourceInput } from '../../serving/engine';
import { literal } from '../../serving/literal';
import { podDevices } from '../../serving/placement';
import {
  containerSecurity,
  engineProbes,
  engineResources,
  engineVolumes,
  extraEnv,
  loadedEngineEnv,
  podBasics,
} from '../../serving/pod';
import { deploymentStrategy } from '../../serving/rollout';
import type { CanaryInput } from './input';
import {
  adapterPath,
  Context,
  imageOf,
  MODEL_PATH,
  MULTI_NODE_RUNTIME,
  PORT,
  RUNTIMES,
  serverArgs,
} from './server';

/** The name that KServe gives the container of a model. */
const CONTAINER = 'kserve-container';

/** The pod of the stable predictor, with what it serves. */
export function predictor(context: Context, account: string | undefined) {
  const { input } = context;
  const { engine, source } = input;
  const lora = engine.lora?.adapters ?? [];
  // A custom container and one with adapters get their files by a list; a model gets its own by one field.
  const files =
    input.server === 'custom' || lora.length > 0
      ? {
          storageUris: [
            { uri: storageUri(source), mountPath: MODEL_PATH },
            ...lora.map(({ name, uri }) => ({
              uri,
              mountPath: adapterPath({ name }),
            })),
          ],
        }
      : {};
  return {
    ...pod(context, source, account),
    ...(input.timeoutSeconds !== undefined && {
      timeout: input.timeoutSeconds,
    }),
    ...files,
    ...(input.server === 'custom'
      ? {
          containers: [
            {
              name: CONTAINER,
              image: imageOf(context),
              command: ['vllm', 'serve'],
              ports: [{ name: 'http1', containerPort: PORT, protocol: 'TCP' }],
              ...container(context, engine),
            },
          ],
        }
      : {
          model: {
            ...modelOf(context, engine),
            ...('storageUris' in files
              ? {}
              : { storageUri: storageUri(source) }),
          },
        }),
    ...(input.nodes > 1 && { workerSpec: workers(context, account) }),
  };
}

/** The pod of a candidate. */
export function canaryPredictor(
  context: Context,
  canary: CanaryInput,
  account: string | undefined,
) {
  return {
    name: canary.name,
    minReplicas: canary.servers,
    ...pod(context, canary.source, account),
    model: {
      // Only a candidate's model may have a name, and there the CRD wants one.
      name: CONTAINER,
      ...modelOf(context, canary.engine ?? context.input.engine),
      storageUri: storageUri(canary.source),
    },
  };
}

function modelOf(context: Context, engine: EngineInput) {
  const { input } = context;
  const { format, runtime } =
    RUNTIMES[input.server === 'huggingface' ? 'huggingface' : 'vllm'];
  const image = imageOf(context, engine);
  return {
    modelFormat: { name: format },
    runtime: input.nodes > 1 ? MULTI_NODE_RUNTIME : runtime,
    ...(image !== undefined && { image }),
    // The runtime calls python, which images of vLLM have only as python3.
    ...(input.server === 'vllm' && {
      command: ['python3', '-m', 'vllm.entrypoints.openai.api_server'],
    }),
    ...container(context, engine),
  };
}

/** What all containers of an engine have. */
function container(context: Context, engine: EngineInput) {
  const { input } = context;
  const { runtime } = input;
  if (input.nodes > 1) {
    // The runtime for several nodes brings its probes and folders, and takes no arguments.
    return { ...envOf(context), resources: resources(context) };
  }
  const { mounts } = engineVolumes({ runtime, cache: {} });
  return {
    args: serverArgs(context, engine).map(literal),
    env: loadedEngineEnv({ engine, runtime }),
    ...(input.server === 'huggingface'
      ? startupByPort(context)
      : {
          ...engineProbes({ runtime, port: PORT }),
          lifecycle: { preStop: { sleep: { seconds: PRE_STOP_SECONDS } } },
        }),
    resources: resources(context),
    securityContext: security(context),
    volumeMounts: mounts,
  };
}

/** The workers of a server that spans several nodes. */
function workers(context: Context, account: string | undefined) {
  const { input } = context;
  return {
    ...podOf(context, input.source, account),
    pipelineParallelSize: input.nodes,
    tensorParallelSize: input.engine.tensorParallel,
    containers: [
      {
        name: 'worker-container',
        ...envOf(context),
        resources: resources(context),
      },
    ],
  };
}

function envOf({ input }: Context) {
  const env = extraEnv(input.engine);
  return env.length > 0 ? { env } : {};
}

/** The server takes connections once the model is loaded. */
function startupByPort({ input }: Context) {
  const periodSeconds = 10;
  return {
    startupProbe: {
      tcpSocket: { port: PORT },
      periodSeconds,
      failureThreshold: (input.runtime.startupMinutes * 60) / periodSeconds,
    },
  };
}

/** KServe fills in a limit of one CPU where there is none, which is less than what is asked for. */
function resources({ subject, input }: Context) {
  const { runtime, placement } = input;
  return engineResources({
    runtime: { ...runtime, cpuLimit: runtime.cpuLimit ?? runtime.cpu },
    devices: podDevices({ placement, name: subject.name }),
  });
}

function security({ input }: Context) {
  const { server, source, runtime } = input;
  if (server === 'huggingface') {
    // It writes to the home of the user of its image.
    return {
      allowPrivilegeEscalation: false,
      capabilities: containerSecurity.capabilities,
      runAsNonRoot: true,
    };
  }
  return {
    ...containerSecurity,
    runAsNonRoot: true,
    // A model image is read through the process of its own container, which KServe gives the user of this one.
    ...(!source.uri.startsWith('oci://') && { runAsUser: runtime.runAsUser }),
  };
}

function podOf(
  context: Context,
  source: SourceInput,
  account: string | undefined,
) {
  const { subject, input, platform } = context;
  const { runtime, placement } = input;
  return {
    ...podBasics({
      subject,
      platform,
      runtime,
      nodeSelector: placement.nodeSelector,
      devices: podDevices({ placement, name: subject.name }),
      source,
      podLabels: { 'serving.kserve.io/inferenceservice': subject.name },
    }),
    // The containers that KServe adds have users of their own.
    securityContext: {
      fsGroup: runtime.runAsUser,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    ...(account && { serviceAccountName: account }),
  };
}

function pod(
  context: Context,
  source: SourceInput,
  account: string | undefined,
) {
  const { input } = context;
  const { volumes } = engineVolumes({
    runtime: input.runtime,
    cache: { emptyDir: {} },
  });
  return {
    ...podOf(context, source, account),
    deploymentStrategy: deploymentStrategy(input.rollout),
    ...(input.nodes === 1 && { volumes }),
  };
}
