import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** An example of one step. */
export function example(options: {
  description: string;
  action: string;
  name: string;
  input: object;
}): TemplateExample {
  const { description, action, name, input } = options;
  return {
    description,
    example: stringify({ steps: [{ id: 'step', name, action, input }] }),
  };
}

/** The deployment that examples are about: one that is new, since rendering replaces none. */
export const subject = {
  kind: 'deployment',
  name: 'qwen3-8b-trial',
  namespace: 'assistants-trial',
  model: 'model:research/qwen3-8b',
  version: '2025-04-bf16',
  deployment: 'trial',
  environment: 'staging',
  servedModelName: 'qwen3-8b-trial',
  owner: 'group:default/ml-platform',
};

const vllm = {
  family: 'vllm-deployment',
  input: {
    source: {
      uri: 'hf://Qwen/Qwen3-8B',
      revision: 'b968826d9c46dd6066d109eabc6255188de91218',
    },
    engine: {},
    placement: { gpus: 1, allocation: 'device-plugin' },
    replicas: { min: 1, max: 4 },
    runtime: { memory: '32Gi' },
    cache: { kind: 'ephemeral', size: '40Gi' },
  },
};

export const renderExamples: TemplateExample[] = [
  example({
    description: 'A model on one GPU',
    action: 'llm:manifests:render',
    name: 'Render the manifests',
    input: { target: 'fra-1', subject, parts: [vllm] },
  }),
  example({
    description: 'The same, scaled by the requests that wait',
    action: 'llm:manifests:render',
    name: 'Render the manifests',
    input: {
      target: 'fra-1',
      subject,
      parts: [
        vllm,
        {
          family: 'autoscaling',
          input: {
            by: {
              kind: 'keda',
              triggers: [{ metric: 'requests-waiting', target: 5 }],
            },
          },
        },
      ],
    },
  }),
];

export const validateExamples: TemplateExample[] = [
  example({
    description: 'All manifests below a folder',
    action: 'llm:manifests:validate',
    name: 'Validate the manifests',
    input: { folder: 'models/research_qwen3-8b/prod/base' },
  }),
];

export const modelExamples: TemplateExample[] = [
  example({
    description: 'One more deployment of a model',
    action: 'llm:catalog:model',
    name: 'Update the model',
    input: {
      ref: 'model:research/qwen3-8b',
      spec: {
        deployments: [
          {
            name: 'edge',
            version: '2025-04-bf16',
            environment: 'staging',
            on: { pool: 'gpupool:default/l4-lys', devices: 'turns' },
            servedModelName: 'qwen3-8b-edge',
          },
        ],
      },
    },
  }),
];

export const gpuPoolExamples: TemplateExample[] = [
  example({
    description: 'A new pool',
    action: 'llm:catalog:gpu-pool',
    name: 'Add the pool',
    input: {
      ref: 'gpupool:default/h200-sto',
      metadata: { title: 'H200 Stockholm' },
      spec: {
        type: 'kubernetes',
        lifecycle: 'production',
        owner: 'group:default/gpu-platform',
        cluster: 'sto-1',
        region: 'eu-north',
        devices: [
          {
            name: 'whole',
            accelerator: 'nvidia-h200-sxm-141gb',
            nodes: 2,
            perNode: 8,
            allocation: 'dra',
            sharing: { strategy: 'exclusive' },
          },
        ],
      },
    },
  }),
];

export const assessExamples: TemplateExample[] = [
  example({
    description: 'A chat model for fifty people',
    action: 'llm:model:assess',
    name: 'Check that the model fits',
    input: {
      model: 'model:research/qwen3-8b',
      pool: 'gpupool:default/l4-lys',
      devices: 'whole',
      workload: {
        promptTokens: 1000,
        answerTokens: 300,
        concurrentRequests: 8,
        longestContext: 8192,
      },
    },
  }),
];

export const commitExamples: TemplateExample[] = [
  {
    description: 'What two earlier steps have written',
    example: stringify({
      steps: [
        {
          id: 'entity',
          name: 'Add the pool',
          action: 'llm:catalog:gpu-pool',
          input: {
            ref: 'gpupool:default/l4-par',
            metadata: { title: 'L4 Paris' },
            spec: {
              type: 'kubernetes',
              lifecycle: 'production',
              owner: 'group:default/gpu-platform',
              cluster: 'par-1',
              devices: [
                {
                  name: 'whole',
                  accelerator: 'nvidia-l4-24gb',
                  nodes: 2,
                  perNode: 1,
                  allocation: 'device-plugin',
                  sharing: { strategy: 'exclusive' },
                },
              ],
            },
          },
        },
        {
          id: 'commit',
          name: 'Propose the change',
          action: 'llm:gitops:commit',
          input: {
            change: 'add-l4-par',
            title: 'Add the pool l4-par',
            changes: '${{ steps.entity.output.changes }}',
          },
        },
      ],
    }),
  },
];

export const inspectExamples: TemplateExample[] = [
  example({
    description: 'A configuration that somebody pasted',
    action: 'llm:model:inspect',
    name: 'Read the model',
    input: {
      name: '2025-04-bf16',
      config: JSON.stringify({
        architectures: ['Qwen3ForCausalLM'],
        model_type: 'qwen3',
        hidden_size: 4096,
        intermediate_size: 12288,
        num_hidden_layers: 36,
        num_attention_heads: 32,
        num_key_value_heads: 8,
        head_dim: 128,
        vocab_size: 151936,
        max_position_embeddings: 40960,
        tie_word_embeddings: false,
        torch_dtype: 'bfloat16',
      }),
    },
  }),
];

export const changeExamples: TemplateExample[] = [
  example({
    description: 'More servers',
    action: 'llm:manifests:change',
    name: 'Change the deployment',
    input: {
      model: 'model:research/qwen3-8b',
      deployment: 'prod',
      replicas: { min: 2, max: 6 },
    },
  }),
  example({
    description: 'Longer requests, a cost centre, and no scaling any more',
    action: 'llm:manifests:change',
    name: 'Change the deployment',
    input: {
      model: 'model:research/qwen3-8b',
      deployment: 'prod',
      subject: { costCentre: 'cc-4711' },
      serving: {
        engine: { maxModelLen: 16384 },
        replicas: { max: null },
      },
      remove: ['autoscaling'],
    },
  }),
];

export const readDeploymentExamples: TemplateExample[] = [
  example({
    description: 'What was decided on a deployment',
    action: 'llm:manifests:read',
    name: 'Read the deployment',
    input: { model: 'model:research/qwen3-8b', deployment: 'prod' },
  }),
];

export const retireExamples: TemplateExample[] = [
  example({
    description: 'A deployment that nobody needs any more',
    action: 'llm:manifests:retire',
    name: 'Take the deployment out',
    input: { model: 'model:research/qwen3-8b', deployment: 'prod' },
  }),
];

export const rerenderExamples: TemplateExample[] = [
  example({
    description: 'All that runs in a cluster, after its upgrade',
    action: 'llm:manifests:rerender',
    name: 'Render the manifests anew',
    input: { target: 'fra-1' },
  }),
];

export const recordBaselineExamples: TemplateExample[] = [
  example({
    description: 'What vllm bench serve measured, with the GPUs it ran on',
    action: 'llm:baseline:record',
    name: 'Record the baseline',
    input: {
      model: 'model:research/qwen3-8b',
      version: '2025-04-bf16',
      deployment: 'prod',
      result: {
        date: '20261120-081530',
        model_id: 'qwen3-8b',
        num_prompts: 400,
        request_rate: 'inf',
        max_concurrency: 64,
        completed: 400,
        total_input_tokens: 204800,
        total_output_tokens: 102400,
        output_throughput: 2285.7,
      },
      conditions: { accelerator: 'nvidia-l4-24gb', gpus: 1 },
    },
  }),
];
