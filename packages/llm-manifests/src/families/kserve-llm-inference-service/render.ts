import type { KubernetesObject } from '../../objects/KubernetesObject';
import { claimTemplate } from '../../serving/claimTemplate';
import { disruptionBudget } from '../../serving/disruptionBudget';
import { modelAccount } from '../../serving/kserve/account';
import { storageUri } from '../../serving/kserve/storage';
import { networkPolicy } from '../../serving/networkPolicy';
import { queueLabel } from '../../serving/pod';
import { vllmVersion } from '../../serving/vllmVersion';
import type { ServingTarget } from '../Family';
import { Context, mainPool, Pool, prefillPool } from './pools';
import { scheduler } from './scheduler';
import { roleLabels, workload } from './workload';

/** Port of every engine and of the proxies beside decoding ones. */
const PORT = 8000;

/** What KServe calls the pods of a service that compute, and the pod that picks among them. */
const COMPONENTS = [
  'llminferenceservice-workload',
  'llminferenceservice-workload-prefill',
  'llminferenceservice-workload-leader',
  'llminferenceservice-workload-leader-prefill',
  'llminferenceservice-workload-worker',
  'llminferenceservice-workload-worker-prefill',
];
const SCHEDULER = 'llminferenceservice-router-scheduler';

/** The version of vLLM, where the intent says it: KServe's preset has an image of its own. */
export function versionOf({ input }: Context): string | undefined {
  const { engine } = input;
  return vllmVersion({ engine, image: engine.image ?? '' });
}

/** How the pods are reached and found. */
export function kserveLlmServing(context: Context): ServingTarget {
  const { subject, input, platform } = context;
  return {
    workload: {
      apiVersion: 'serving.kserve.io/v1alpha2',
      kind: 'LLMInferenceService',
      name: subject.name,
    },
    service: { name: `${subject.name}-kserve-workload-svc`, port: PORT },
    podPort: { number: PORT },
    podLabels: {
      'app.kubernetes.io/name': subject.name,
      'kserve.io/component': 'workload',
    },
    tls: platform.kserve.llmTls,
    needsKey: input.runtime.apiKey !== undefined,
    pathPrefix: '',
    replicas: input.replicas,
    scaledBy: 'scaling of the family kserve-llm-inference-service',
    source: input.source,
    engine: {
      image: input.engine.image,
      version: versionOf(context),
      task: input.engine.task,
    },
  };
}

/** Renders an LLMInferenceService and what stands around it. */
export function renderKserveLlm(context: Context): KubernetesObject[] {
  const { subject, input, platform } = context;
  const { name, namespace } = subject;
  const { source, runtime } = input;
  const account = modelAccount({ subject, source, runtime, platform });
  const main = mainPool(context);
  const prefill = prefillPool(context);
  const pools = prefill ? [main, prefill] : [main];
  return [
    ...account.objects,
    ...(input.managedClaims
      ? []
      : pools.flatMap(pool =>
          claimTemplate({
            placement: pool.placement,
            name: pool.name,
            namespace,
          }),
        )),
    {
      apiVersion: 'serving.kserve.io/v1alpha2',
      kind: 'LLMInferenceService',
      metadata: {
        name,
        namespace,
        labels: queueLabel(runtime),
        annotations: managedClaims(context),
      },
      spec: {
        model: model(context),
        ...workload(context, main, account.name),
        ...(prefill && { prefill: workload(context, prefill, account.name) }),
        ...offload(context),
        ...router(context),
        ...tracing(context),
        ...(input.bases.length > 0 && {
          baseRefs: input.bases.map(base => ({ name: base })),
        }),
      },
    },
    ...pools.flatMap(pool => budget(context, pool)),
    networkPolicy({
      name,
      namespace,
      podSelector: {
        matchLabels: {
          'app.kubernetes.io/name': name,
          'app.kubernetes.io/part-of': 'llminferenceservice',
        },
        // The endpoint picker carries these labels as well, and has other ports.
        matchExpressions: [
          {
            key: 'app.kubernetes.io/component',
            operator: 'In',
            values: COMPONENTS,
          },
        ],
      },
      port: PORT,
      platform,
      ...(input.router.scheduler && {
        endpointPicker: {
          'app.kubernetes.io/name': name,
          'app.kubernetes.io/component': SCHEDULER,
        },
      }),
      amongPods: pools.length > 1 || pools.some(({ nodes }) => nodes > 1),
    }),
  ];
}

function budget(context: Context, pool: Pool): KubernetesObject[] {
  return disruptionBudget({
    runtime: context.input.runtime,
    name: pool.name,
    namespace: context.subject.namespace,
    podLabels: roleLabels(context, pool),
  });
}

function managedClaims({ input }: Context): Record<string, string> {
  const { placement, managedClaims: isManaged } = input;
  const key = (name: string) => `serving.kserve.io/exp-dra-${name}`;
  return isManaged
    ? {
        [key('device-class')]: placement.deviceClass,
        [key('device-count')]: String(placement.gpus),
        [key('container-name')]: 'main',
        // KServe takes each line for a condition of its own.
        ...(placement.deviceSelectors.length > 0 && {
          [key('cel-selector')]: placement.deviceSelectors.join('\n'),
        }),
      }
    : {};
}

function model({ subject, input }: Context) {
  const { source, engine } = input;
  const { lora } = engine;
  return {
    uri: storageUri(source),
    name: subject.servedModelName,
    ...(lora && {
      lora: {
        adapters: lora.adapters.map(({ name, uri }) => ({ name, uri })),
        maxRank: lora.maxRank,
        maxAdapters: lora.maxLoras,
        ...(lora.maxCpuLoras !== undefined && {
          maxCpuAdapters: lora.maxCpuLoras,
        }),
      },
    }),
  };
}

function offload({ input, platform }: Context) {
  const { kvOffload } = input.engine;
  const tiers = input.offload?.tiers ?? [];
  return kvOffload
    ? {
        kvCacheOffloading: {
          cpu: `${kvOffload.sizeGib}Gi`,
          evictionPolicy: input.offload?.evictionPolicy ?? 'lru',
          ...(tiers.length > 0 && {
            secondary: tiers.map(tier => ({
              fileSystem:
                tier.kind === 'ephemeral'
                  ? { emptyDir: { size: tier.size } }
                  : {
                      pvc:
                        tier.kind === 'claim'
                          ? { ref: { name: tier.name, path: tier.path } }
                          : {
                              spec: {
                                accessModes: ['ReadWriteOnce'],
                                ...(platform.storage.className && {
                                  storageClassName: platform.storage.className,
                                }),
                                resources: { requests: { storage: tier.size } },
                              },
                            },
                    },
            })),
          }),
        },
      }
    : {};
}

function router(context: Context) {
  const { input, platform } = context;
  const { expose, routes, group, weight, scheduler: picks } = input.router;
  const { gateway } = platform;
  const parts = {
    ...(expose === 'kserve' && { gateway: {} }),
    ...(expose === 'target' &&
      gateway && {
        gateway: {
          refs: [
            {
              name: gateway.name,
              namespace: gateway.namespace,
              sectionName: gateway.listener,
            },
          ],
        },
      }),
    ...((expose !== 'none' || routes.length > 0) && {
      route: {
        ...(routes.length > 0 && {
          http: { refs: routes.map(name => ({ name })) },
        }),
        group,
        weight,
      },
    }),
    ...(picks && { scheduler: scheduler(context, picks) }),
  };
  return Object.keys(parts).length > 0 ? { router: parts } : {};
}

function tracing({ input }: Context) {
  return input.tracing
    ? {
        tracing: {
          exporterEndpoint: input.tracing.endpoint,
          sampler: input.tracing.sampler,
          ...(input.tracing.sampler.endsWith('traceidratio') && {
            samplerArg: String(input.tracing.ratio),
          }),
        },
      }
    : {};
}
