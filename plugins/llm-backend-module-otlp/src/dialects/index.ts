import { agentgateway } from './agentgateway';
import { Dialect } from './Dialect';
import { envoyAiGateway } from './envoyAiGateway';
import { litellm } from './litellm';
import { openInference } from './openInference';
import { openLlmetry } from './openLlmetry';
import { otelGenAi } from './otelGenAi';
import { operationOf } from './operations';
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

/** The kind of call that any dialect means by a name; undefined where it is no call to a model. */
export function operationInAny(name: string): string | undefined {
  const own = dialects.find(({ operations = {} }) =>
    Object.hasOwn(operations, name),
  );
  return operationOf(name) ?? own?.operations?.[name];
}
