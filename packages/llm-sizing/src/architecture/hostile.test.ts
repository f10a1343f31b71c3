import * as fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { families } from './families';
import { parseModelJson } from './files/parseModelJson';
import { readConfig } from './readConfig';

const folder = process.env.MODELYARD_MODEL_CONFIGS;

/** A value, or at least one reason why not; and no figure that nobody can compute with. */
function expectValueOrIssues(config: unknown, hfQuantConfig?: unknown) {
  const result = readConfig({ config, hfQuantConfig });
  for (const { path, message } of result.issues) {
    expect(typeof path).toBe('string');
    expect(message.length).toBeLessThan(600);
  }
  if (!result.ok) {
    expect(result.issues).toContainEqual(
      expect.objectContaining({ severity: 'error' }),
    );
    return;
  }
  const numbers = JSON.stringify(result.value, (_, value) =>
    typeof value === 'number' && !(value >= 0 && Number.isFinite(value))
      ? 'not a size'
      : value,
  );
  expect(numbers).not.toContain('not a size');
  expect(result.value.layers.length).toBeGreaterThan(0);
}

const SEED = {
  model_type: 'qwen3_moe',
  architectures: ['Qwen3MoeForCausalLM'],
  torch_dtype: 'bfloat16',
  hidden_size: 2048,
  num_hidden_layers: 4,
  num_attention_heads: 32,
  num_key_value_heads: 4,
  head_dim: 128,
  intermediate_size: 6144,
  vocab_size: 151936,
  num_experts: 128,
  num_experts_per_tok: 8,
  moe_intermediate_size: 768,
  layer_types: ['full_attention', 'linear_attention', 'mamba', 'conv'],
  mamba_n_heads: 8,
  mamba_d_state: 16,
  kv_lora_rank: 512,
  rope_scaling: { type: 'yarn', factor: 4 },
  vision_config: { model_type: 'qwen3_vl', depth: 2, hidden_size: 64 },
  quantization_config: {
    quant_method: 'compressed-tensors',
    config_groups: {
      group_0: { targets: ['Linear'], weights: { num_bits: 8, type: 'float' } },
    },
    ignore: ['lm_head', 're:.*mlp.gate$'],
  },
};

/** Replaces the value at one of the places of an object. */
function change(value: unknown, place: number, replacement: unknown): unknown {
  let left = place;
  const walk = (part: unknown): unknown => {
    if (left-- === 0) {
      return replacement;
    }
    if (Array.isArray(part)) {
      return part.map(walk);
    }
    return typeof part === 'object' && part !== null
      ? Object.fromEntries(
          Object.entries(part).map(([key, entry]) => [key, walk(entry)]),
        )
      : part;
  };
  return walk(value);
}

const oddValue = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(0, -1, 1.5, 1e300, NaN, Infinity, '', [], {}, null, true),
  fc.constantFrom(...families.flatMap(({ modelTypes }) => modelTypes)),
);

describe('readConfig with hostile input', () => {
  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), (value, text) => {
        expectValueOrIssues(value, value);
        expectValueOrIssues(text);
      }),
    );
  });

  it('survives any value in any place, for every family', () => {
    const types = families.flatMap(({ modelTypes }) => modelTypes);
    fc.assert(
      fc.property(
        fc.constantFrom(...types),
        fc.nat({ max: 45 }),
        oddValue,
        (model_type, place, value) => {
          expectValueOrIssues(change({ ...SEED, model_type }, place, value));
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('is quick with patterns that would take for ever, and names them', () => {
    const slow = `re:${'(a+)+'.repeat(8)}$`;
    const ignored = Array.from({ length: 20000 }, (_, index) =>
      index % 2 ? `model.layers.${index}.mlp` : slow,
    );
    const { layer_types, kv_lora_rank, vision_config, ...config } = SEED;
    const result = readConfig({
      config: {
        ...config,
        num_hidden_layers: 500,
        quantization_config: { ...SEED.quantization_config, ignore: ignored },
      },
    });
    expect(result).toMatchObject({
      ok: true,
      issues: expect.arrayContaining([
        expect.objectContaining({
          path: 'quantization_config.ignore',
          code: 'unreadable-pattern',
        }),
      ]),
    });
  });

  it('does not report a thousand fields one by one', () => {
    const many = Object.fromEntries(
      Array.from({ length: 5000 }, (_, index) => [`strange_${index}`, 1]),
    );
    const { layer_types, kv_lora_rank, ...config } = SEED;
    expect(
      readConfig({ config: { ...config, ...many } }).issues.length,
    ).toBeLessThan(60);
  });
});

(folder ? describe : describe.skip)(
  'real configurations in MODELYARD_MODEL_CONFIGS that were changed',
  () => {
    it('give a value or issues', () => {
      const configs = readdirSync(folder ?? 'MODELYARD_MODEL_CONFIGS')
        .filter(file => file.endsWith('.config.json'))
        .map(file => {
          const text = readFileSync(join(folder ?? '', file), 'utf8');
          const parsed = parseModelJson({ text });
          return parsed.ok ? parsed.value : undefined;
        });
      expect(configs).not.toContain(undefined);
      fc.assert(
        fc.property(
          fc.constantFrom(...configs),
          fc.nat({ max: 70 }),
          oddValue,
          (config, place, value) => {
            expectValueOrIssues(change(config, place, value));
          },
        ),
        { numRuns: 1500 },
      );
    });
  },
);
