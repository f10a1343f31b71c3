import { useCli } from '../__testUtils__/cli';

describe('llm size', () => {
  const { file, llm } = useCli();

  it('sizes a model by its own configuration', async () => {
    const config = file(
      'config.json',
      JSON.stringify({
        architectures: ['LlamaForCausalLM'],
        model_type: 'llama',
        torch_dtype: 'bfloat16',
        hidden_size: 4096,
        intermediate_size: 14336,
        num_attention_heads: 32,
        num_key_value_heads: 8,
        num_hidden_layers: 32,
        vocab_size: 128256,
        max_position_embeddings: 131072,
        tie_word_embeddings: false,
      }),
    );
    const args = ['size', '-c', config, '--context', '8192'];
    const h100 = await llm(...args, '-g', 'nvidia-h100-sxm-80gb', '-o', 'json');
    expect(h100.code).toBe(0);
    const { memory, longestContext } = JSON.parse(h100.out);
    // 8,030,261,248 parameters of two bytes.
    expect(memory.weights.low).toBeGreaterThan(16.0e9);
    expect(memory.weights.high).toBeLessThan(16.4e9);
    expect(longestContext).toEqual({ low: 131072, high: 131072 });

    const header = JSON.stringify({
      w: { dtype: 'BF16', shape: [1000, 8], data_offsets: [0, 16000] },
    });
    const shard = `${String.fromCharCode(header.length)}${'\0'.repeat(7)}`;
    const weights = file(
      'w.safetensors',
      `${shard}${header}${' '.repeat(16000)}`,
    );
    const counted = await llm(
      ...args,
      ...['--safetensors', weights, '-g', 'nvidia-l4-24gb', '-o', 'json'],
    );
    expect(JSON.parse(counted.out).memory.weights.high).toBeCloseTo(16000);
    expect(
      await llm('size', '--gguf', weights, '-g', 'nvidia-l4-24gb'),
    ).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^error: gguf/),
    });
    expect(await llm('size', '-g', 'nvidia-l4-24gb')).toMatchObject({
      code: 2,
      err: 'llm: a model is named with --config or with --gguf\n',
    });

    const table = await llm(...args, '-g', 'nvidia-h100-sxm-80gb');
    expect(table.out).toMatch(/weights +15 GiB/);
    expect((await llm(...args, '-g', 'nvidia-t4-16gb')).code).toBe(1);
    expect(
      await llm(
        'size',
        '-c',
        config,
        '--context',
        '200000',
        '-g',
        'nvidia-l4-24gb',
      ),
    ).toMatchObject({
      code: 1,
      out: '',
      err: 'error: --context must not be above the 131072 tokens that the model reads, but is 200000 (context-beyond-model)\n',
    });
    const bf16 = ['--kv-cache-dtype', 'bfloat16'];
    expect(await llm(...args, ...bf16, '-g', 'nvidia-t4-16gb')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('--kv-cache-dtype cannot be bfloat16 on'),
    });
    expect(
      await llm(...args, '-g', 'nvidia-l4-24gb', '--tp', '0'),
    ).toMatchObject({ code: 2, err: expect.stringContaining('--tp <count>') });
    const asked = async (...more: string[]) => {
      const { out } = await llm(
        ...[...args, ...more, '-g', 'nvidia-h100-sxm-80gb', '-o', 'json'],
      );
      return JSON.parse(out);
    };
    expect(await asked('--dp', '2', '--max-num-seqs', '4')).toMatchObject({
      devices: 2,
      typicalRequests: { low: 8, high: 8 },
    });
    // An embedding needs no logit per word.
    const namesOf = (sizing: {
      memory: { addends: Array<{ name: string }> };
    }) => sizing.memory.addends.map(({ name }) => name);
    expect(namesOf(await asked())).toContain('sampling');
    expect(namesOf(await asked('--task', 'embed'))).not.toContain('sampling');
    expect(
      await llm(...args, '-g', 'nvidia-l4-24gb', '--engine-version', 'banana'),
    ).toMatchObject({
      code: 1,
      err: expect.stringContaining('engine.version must be a version of vLLM'),
    });
    expect(await llm(...args, '-g', 'nvidia-h100')).toMatchObject({
      code: 2,
      err: expect.stringContaining('nvidia-h100-sxm-80gb'),
    });
  });

  it.each(['abc', '1.5', '92', '0', ''])(
    'takes no share of %j of the memory',
    async share => {
      const args = ['-c', 'c.json', '-g', 'nvidia-l4-24gb'];
      expect(await llm('size', ...args, '--utilization', share)).toMatchObject({
        code: 2,
        err: expect.stringContaining('above 0 and at most 1'),
      });
    },
  );
});
