import type { Platform } from '../../platform/Platform';
import { compareVersions } from '../../platform/versions';

/**
 * The API group of objectives and rewrites. They moved from the Gateway API Inference Extension, which dropped them with
 * 1.6, to the llm-d router, which has them since 0.10.
 */
export function extensionGroup(
  platform: Platform,
): 'llm-d.ai' | 'inference.networking.x-k8s.io' {
  const { inferenceExtension, llmDRouter } = platform.components;
  const isDropped =
    inferenceExtension === undefined ||
    compareVersions(inferenceExtension, '1.6') >= 0;
  const hasMoved =
    llmDRouter !== undefined && compareVersions(llmDRouter, '0.10') >= 0;
  return isDropped || hasMoved ? 'llm-d.ai' : 'inference.networking.x-k8s.io';
}
