import { z } from 'zod/v3';
import {
  dnsLabel,
  dnsSubdomain,
  labels,
  resourceName,
  secretKey,
  version,
} from '../objects/fields';

/**
 * What can be installed on a target beside Kubernetes itself. The key stands in a platform's configuration.
 *
 * @public
 */
export const platformComponents = {
  kserve: 'KServe',
  envoyGateway: 'Envoy Gateway',
  envoyAiGateway: 'Envoy AI Gateway',
  gatewayApi: 'Gateway API',
  inferenceExtension: 'Gateway API Inference Extension',
  llmDRouter: 'llm-d router',
  leaderWorkerSet: 'LeaderWorkerSet',
  kueue: 'Kueue',
  workloadVariantAutoscaler: 'llm-d Workload Variant Autoscaler',
  keda: 'KEDA',
  prometheusOperator: 'Prometheus Operator',
  gpuOperator: 'NVIDIA GPU Operator',
  nvidiaDevicePlugin: 'NVIDIA device plugin',
  nvidiaDraDriver: 'NVIDIA DRA driver',
  nodeFeatureDiscovery: 'Node Feature Discovery',
} as const;

/**
 * Name of something that can be installed on a target.
 *
 * @public
 */
export type PlatformComponent = keyof typeof platformComponents;

const componentVersions = Object.fromEntries(
  Object.keys(platformComponents).map(key => [key, version.optional()]),
) as Record<PlatformComponent, z.ZodOptional<typeof version>>;

/**
 * The target of a rendering: which versions run there, and what things are called there. Rendering follows the target,
 * not the newest release.
 *
 * @public
 */
export const platformSchema = z
  .object({
    name: dnsLabel.describe('Name of the target, usually that of its cluster.'),
    kubernetes: version.describe('Version of Kubernetes, such as 1.36.'),
    components: z
      .object(componentVersions)
      .strict()
      .default({})
      .describe('Versions of what is installed there; absent is not there.'),
    featureGates: z
      .array(
        z
          .string()
          .regex(
            /^[A-Za-z][A-Za-z0-9]*$/,
            'must be the name of a feature gate',
          ),
      )
      .default([])
      .describe(
        'Feature gates that are switched on there though they are off by default, of Kubernetes and of the NVIDIA DRA driver.',
      ),
    clusterDomain: dnsSubdomain
      .default('cluster.local')
      .describe('What the names of services end with.'),
    labels: labels
      .default({})
      .describe('Labels that every object gets, such as a cost centre.'),
    images: z
      .object({
        vllm: z.string().min(1).default('vllm/vllm-openai:v0.24.0'),
        kserveStorageInitializer: z.string().min(1).optional(),
        endpointPicker: z
          .string()
          .min(1)
          .default('ghcr.io/llm-d/llm-d-router-endpoint-picker:v0.10.0'),
        pause: z.string().min(1).default('registry.k8s.io/pause:3.10'),
      })
      .strict()
      .default({})
      .describe('Images that are used where an intent names none.'),
    gpuTolerations: z
      .array(
        z
          .object({
            key: z.string().min(1),
            operator: z.enum(['Exists', 'Equal']).default('Exists'),
            value: z.string().optional(),
            effect: z
              .enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute'])
              .optional(),
          })
          .strict(),
      )
      .default([
        { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
      ])
      .describe('Taints of GPU nodes that model servers tolerate.'),
    gpuOperator: z
      .object({
        namespace: dnsLabel
          .default('gpu-operator')
          .describe('Where the GPU Operator, or the device plugin, runs.'),
        devicePluginConfig: dnsSubdomain
          .optional()
          .describe(
            'ConfigMap that the ClusterPolicy names under devicePlugin.config.',
          ),
        migConfig: dnsSubdomain
          .optional()
          .describe(
            'ConfigMap that the ClusterPolicy names under migManager.config.',
          ),
        vgpuConfig: dnsSubdomain
          .optional()
          .describe(
            'ConfigMap that the ClusterPolicy names under vgpuDeviceManager.config.',
          ),
      })
      .strict()
      .default({}),
    kueue: z
      .object({
        deviceClasses: z
          .record(dnsSubdomain, resourceName)
          .default({})
          .describe(
            'Resources that Kueue counts the devices of a DeviceClass as: its configuration says so under resources.deviceClassMappings.',
          ),
      })
      .strict()
      .default({}),
    storage: z
      .object({
        className: dnsLabel
          .optional()
          .describe('StorageClass of volumes; the default one where absent.'),
      })
      .strict()
      .default({}),
    kserve: z
      .object({
        localModelCache: z
          .boolean()
          .default(false)
          .describe(
            'Whether the cache of models on nodes is switched on (localModel.enabled), which it is not as shipped.',
          ),
        llmTls: z
          .boolean()
          .default(false)
          .describe(
            'Whether KServe lets the pods of an LLMInferenceService speak HTTPS (enableLLMInferenceServiceTLS).',
          ),
      })
      .strict()
      .default({}),
    hub: z
      .object({
        endpoint: z
          .string()
          .url()
          .optional()
          .describe('Address of a Hugging Face mirror.'),
        token: secretKey
          .optional()
          .describe('Secret with the token for gated models.'),
      })
      .strict()
      .default({}),
    gateway: z
      .object({
        name: dnsLabel,
        namespace: dnsLabel,
        proxyNamespace: dnsLabel
          .optional()
          .describe(
            'Where the proxies of the gateway run, if not in its namespace: Envoy Gateway puts them into its own unless it is told otherwise.',
          ),
        listener: dnsLabel
          .optional()
          .describe('Listener that routes attach to.'),
        className: dnsLabel.optional(),
        namespaceLabels: labels
          .default({ 'modelyard.dev/gateway-access': 'true' })
          .describe('Labels of namespaces whose routes it lets in.'),
        tenantHeader: z
          .string()
          .regex(/^[a-z0-9-]+$/)
          .default('x-tenant-id')
          .describe(
            'Header with the consumer, set by the gateway from the token of the request.',
          ),
        tenantHeaderSetBy: z
          .enum(['jwt', 'external-authorization'])
          .optional()
          .describe(
            'What sets that header on the gateway; absent where nothing does, so that clients could choose their own value.',
          ),
        globalRateLimit: z
          .boolean()
          .default(false)
          .describe('Whether the gateway has a rate-limit service with Redis.'),
      })
      .strict()
      .optional()
      .describe('The gateway that clients reach models through.'),
    monitoring: z
      .object({
        namespace: dnsLabel
          .default('monitoring')
          .describe('Where Prometheus runs.'),
        labels: labels
          .default({})
          .describe(
            'Labels that Prometheus selects its monitors and rules by.',
          ),
        prometheusUrl: z
          .string()
          .url()
          .optional()
          .describe('Address of the Prometheus API inside the cluster.'),
        authentication: dnsLabel
          .optional()
          .describe('TriggerAuthentication that KEDA reaches Prometheus with.'),
        authenticationMode: z
          .enum(['bearer', 'basic', 'tls', 'custom'])
          .default('bearer')
          .describe('What that TriggerAuthentication holds.'),
      })
      .strict()
      .default({}),
  })
  .strict();

/**
 * The target of a rendering, with defaults filled in.
 *
 * @public
 */
export type Platform = z.output<typeof platformSchema>;
/**
 * The target of a rendering as people describe it.
 *
 * @public
 */
export type PlatformInput = z.input<typeof platformSchema>;
