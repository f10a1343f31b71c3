import { agentgateway } from './agentgateway';
import { Dialect } from './Dialect';
import { envoyAiGateway } from './envoyAiGateway';
import { litellm } from './litellm';
import { openInference } from './openInference';
import { openLlmetry } from './openLlmetry';
import { otelGenAi } from './otelGenAi';
import { vllm } from './vllm';

/** Every dialect. The first that recognises a span reads it, and the last recognises all. */
export const dialects: readonly Dialect[] = [
  vllm,
  envoyAiGateway,
  agentgateway,
  litellm,
  openInference,
  openLlmetry,
  otelGenAi,
];
