/** What `vllm bench serve` wrote, as short as it can be, with an answer that nobody may keep. */
export const benchmark = {
  date: '20261120-081530',
  backend: 'openai-chat',
  model_id: 'qwen',
  num_prompts: 400,
  request_rate: 'inf',
  max_concurrency: 64,
  completed: 400,
  total_input_tokens: 40_000,
  total_output_tokens: 8_000,
  output_throughput: 2285.5,
  p95_ttft_ms: 434,
  generated_texts: ['a secret answer'],
};
