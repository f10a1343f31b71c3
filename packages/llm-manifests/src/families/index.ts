import { aiGatewayRoute } from './ai-gateway-route';
import { autoscaling } from './autoscaling';
import { deviceSharing } from './device-sharing';
import { draClaim } from './dra-claim';
import type { Family } from './Family';
import { gpuQuota } from './gpu-quota';
import { inferencePool } from './inference-pool';
import { kserveInferenceService } from './kserve-inference-service';
import { kserveLlmInferenceService } from './kserve-llm-inference-service';
import { modelCache } from './model-cache';
import { modelMonitoring } from './model-monitoring';
import { vllmDeployment } from './vllm-deployment';

/**
 * Every manifest family.
 *
 * @public
 */
export const families: readonly Family[] = [
  vllmDeployment,
  kserveInferenceService,
  kserveLlmInferenceService,
  modelCache,
  autoscaling,
  modelMonitoring,
  draClaim,
  deviceSharing,
  gpuQuota,
  inferencePool,
  aiGatewayRoute,
];

/**
 * The family of an id; undefined for one that does not exist.
 *
 * @public
 */
export function findFamily(id: string): Family | undefined {
  return families.find(family => family.id === id);
}
