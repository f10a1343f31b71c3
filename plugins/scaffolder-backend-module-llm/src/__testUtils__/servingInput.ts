/** A deployment of the model of the tests. */
export const subject = {
  kind: 'deployment',
  name: 'qwen3-8b-prod',
  namespace: 'assistants-prod',
  model: 'model:research/qwen3-8b',
  version: '2025-04-bf16',
  deployment: 'prod',
  environment: 'production',
  servedModelName: 'qwen3-8b',
  owner: 'group:default/ml-platform',
};
/** A server on one GPU. */
export const vllm = {
  source: {
    uri: 'hf://Qwen/Qwen3-8B',
    revision: 'b968826d9c46dd6066d109eabc6255188de91218',
  },
  engine: {},
  placement: { gpus: 1, allocation: 'device-plugin' },
  replicas: { min: 1, max: 4 },
  runtime: { memory: '32Gi' },
  cache: { kind: 'ephemeral', size: '40Gi' },
};
