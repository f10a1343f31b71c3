/** The kinds that manifest families render, in the versions that they render today. */
export const renderedKinds: readonly string[] = [
  'aigateway.envoyproxy.io/v1alpha1 QuotaPolicy',
  'aigateway.envoyproxy.io/v1beta1 AIGatewayRoute',
  'aigateway.envoyproxy.io/v1beta1 AIServiceBackend',
  'aigateway.envoyproxy.io/v1beta1 BackendSecurityPolicy',
  'aigateway.envoyproxy.io/v1beta1 GatewayConfig',
  'gateway.envoyproxy.io/v1alpha1 Backend',
  'gateway.envoyproxy.io/v1alpha1 BackendTrafficPolicy',
  'gateway.envoyproxy.io/v1alpha1 ClientTrafficPolicy',
  'gateway.envoyproxy.io/v1alpha1 EnvoyProxy',
  'gateway.envoyproxy.io/v1alpha1 SecurityPolicy',
  'gateway.networking.k8s.io/v1 BackendTLSPolicy',
  'gateway.networking.k8s.io/v1 Gateway',
  'gateway.networking.k8s.io/v1 GatewayClass',
  'gateway.networking.k8s.io/v1 HTTPRoute',
  'gateway.networking.k8s.io/v1 ReferenceGrant',
  'inference.networking.k8s.io/v1 InferencePool',
  'keda.sh/v1alpha1 ScaledObject',
  'keda.sh/v1alpha1 TriggerAuthentication',
  'kueue.x-k8s.io/v1beta2 ClusterQueue',
  'kueue.x-k8s.io/v1beta2 Cohort',
  'kueue.x-k8s.io/v1beta2 LocalQueue',
  'kueue.x-k8s.io/v1beta2 ResourceFlavor',
  'kueue.x-k8s.io/v1beta2 Topology',
  'kueue.x-k8s.io/v1beta2 WorkloadPriorityClass',
  'leaderworkerset.x-k8s.io/v1 LeaderWorkerSet',
  'llm-d.ai/v1alpha2 InferenceModelRewrite',
  'llm-d.ai/v1alpha2 InferenceObjective',
  'monitoring.coreos.com/v1 PodMonitor',
  'monitoring.coreos.com/v1 PrometheusRule',
  'monitoring.coreos.com/v1 ServiceMonitor',
  'nvidia.com/v1alpha1 GPUCluster',
  'resource.nvidia.com/v1beta1 ComputeDomain',
  'serving.kserve.io/v1alpha1 ClusterServingRuntime',
  'serving.kserve.io/v1alpha1 ClusterStorageContainer',
  'serving.kserve.io/v1alpha1 LocalModelCache',
  'serving.kserve.io/v1alpha1 LocalModelNamespaceCache',
  'serving.kserve.io/v1alpha1 LocalModelNodeGroup',
  'serving.kserve.io/v1alpha1 ServingRuntime',
  'serving.kserve.io/v1alpha2 LLMInferenceService',
  'serving.kserve.io/v1alpha2 LLMInferenceServiceConfig',
  'serving.kserve.io/v1beta1 InferenceService',
  // Built into Kubernetes.
  'apps/v1 Deployment',
  'autoscaling/v2 HorizontalPodAutoscaler',
  'batch/v1 Job',
  'networking.k8s.io/v1 NetworkPolicy',
  'policy/v1 PodDisruptionBudget',
  'resource.k8s.io/v1 DeviceClass',
  'resource.k8s.io/v1 ResourceClaim',
  'resource.k8s.io/v1 ResourceClaimTemplate',
  'v1 ConfigMap',
  'v1 PersistentVolumeClaim',
  'v1 Pod',
  'v1 ResourceQuota',
  'v1 Service',
  'v1 ServiceAccount',
];

/** Reads `group/version Kind`. */
export function parseKind(text: string): {
  apiVersion: string;
  group: string;
  version: string;
  kind: string;
} {
  const [apiVersion, kind] = text.split(' ');
  const slash = apiVersion.indexOf('/');
  return {
    apiVersion,
    group: slash < 0 ? '' : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    kind,
  };
}
