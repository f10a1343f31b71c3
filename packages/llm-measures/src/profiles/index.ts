import { Profile } from '../profile/Profile';
import { agentgateway } from './agentgateway';
import { dcgm } from './dcgm';
import { envoyAiGateway } from './envoyAiGateway';
import { kserve } from './kserve';
import { kubeStateMetrics } from './kubeStateMetrics';
import { kueue } from './kueue';
import { litellm } from './litellm';
import { llmDRouter } from './llmDRouter';
import { nemoGuardrails } from './nemoGuardrails';
import { opencost } from './opencost';
import { otelGenAi } from './otelGenAi';
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
  llmDRouter,
  nemoGuardrails,
  trustyai,
  dcgm,
  opencost,
  kubeStateMetrics,
  kueue,
];
