import type { Modernisation } from '../Modernisation';
import { aiGatewayVersion } from './ai-gateway-version';
import { backendTlsPolicy } from './backend-tls-policy';
import { claimReference } from './claim-reference';
import { claimSource } from './claim-source';
import { claimVersion } from './claim-version';
import { cudaLabels } from './cuda-labels';
import { deviceAttributes } from './device-attributes';
import { devicePluginClaim } from './device-plugin-claim';
import { gpuProduct } from './gpu-product';
import { inferenceExtension } from './inference-extension';
import { kserveMode } from './kserve-mode';
import { kueueVersion } from './kueue-version';
import { llmServiceVersion } from './llm-service-version';
import { sharedGpu } from './shared-gpu';
import { untaggedImage } from './untagged-image';

/** All steps, in the order in which they are taken. A test asserts that every file of this folder is here. */
export const steps: readonly Modernisation[] = [
  claimSource,
  claimVersion,
  claimReference,
  deviceAttributes,
  devicePluginClaim,
  sharedGpu,
  cudaLabels,
  gpuProduct,
  untaggedImage,
  kserveMode,
  llmServiceVersion,
  kueueVersion,
  backendTlsPolicy,
  inferenceExtension,
  aiGatewayVersion,
];
