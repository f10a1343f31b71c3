import { Profile } from '../profile/Profile';
import { agentgateway } from './agentgateway';
import { aisix } from './aisix';
import { dcgm } from './dcgm';
import { envoyAiGateway } from './envoy-ai-gateway';
import { kserve } from './kserve';
import { kubeStateMetrics } from './kube-state-metrics';
import { kueue } from './kueue';
import { litellm } from './litellm';
import { llmDRouter } from './llm-d-router';
import { nemoGuardrails } from './nemo-guardrails';
import { opencost } from './opencost';
import { otelGenAi } from './otel-gen-ai';
import { scrape } from './scrape';
import { trustyai } from './trustyai';
import { vllm } from './vllm';

/**
 * Every source whose series are known.
 *
 * @public
 */
export const profiles: readonly Profile[] = [
  vllm,
  kserve,
  envoyAiGateway,
  otelGenAi,
  litellm,
  agentgateway,
  aisix,
  llmDRouter,
  nemoGuardrails,
  trustyai,
  dcgm,
  scrape,
  opencost,
  kubeStateMetrics,
  kueue,
];
