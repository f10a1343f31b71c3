import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kvBytesPerToken } from '../sizing/kvLayer';
import { Architecture } from './Architecture';
import { readConfig } from './readConfig';

const VARIABLE = 'MODELYARD_MODEL_CONFIGS';
const folder = process.env[VARIABLE];

/** Billions of parameters as publishers give them: all, and those that work on a token. */
const PUBLISHED: ReadonlyArray<[file: string, total: number, active?: number]> =
  [
    ['MiniMaxAI--MiniMax-M2.5', 230, 10],
    ['Qwen--Qwen3-1.7B', 1.7],
    ['Qwen--Qwen3-30B-A3B-FP8', 30.5, 3.3],
    ['Qwen--Qwen3-30B-A3B', 30.5, 3.3],
    ['Qwen--Qwen3-32B-FP8', 32.8],
    ['Qwen--Qwen3-32B', 32.8],
    ['Qwen--Qwen3-8B', 8.2],
    ['Qwen--Qwen3-Coder-480B-A35B-Instruct', 480, 35],
    ['Qwen--Qwen3-VL-30B-A3B-Instruct', 31.1, 3.3],
    ['Qwen--Qwen3-VL-8B-Instruct', 8.77],
    ['Qwen--Qwen3.5-27B', 27],
    ['Qwen--Qwen3.5-35B-A3B', 35, 3],
    ['XiaomiMiMo--MiMo-V2-Flash', 309, 15],
    ['deepseek-ai--DeepSeek-R1', 671, 37],
    ['deepseek-ai--DeepSeek-V3.2', 671, 37],
    ['deepseek-ai--DeepSeek-V3', 671, 37],
    // The publisher gives 25.2 without vision, the headers of the files 25.806 with it.
    ['google--gemma-4-26B-A4B', 25.806, 3.8],
    ['meta-llama--Llama-4-Scout-17B-16E-Instruct', 109, 17],
    ['meta-llama--Meta-Llama-3.1-405B', 405],
    ['meta-llama--Meta-Llama-3.1-70B', 70.6],
    ['meta-llama--Meta-Llama-3.1-8B', 8.03],
    ['mistralai--Mixtral-8x22B-v0.1', 141, 39],
    ['mistralai--Mixtral-8x7B-v0.1', 46.7, 12.9],
    ['moonshotai--Kimi-K2-Instruct', 1000, 32],
    ['nvidia--DeepSeek-V3.1-NVFP4', 671, 37],
    ['nvidia--Llama-3.1-70B-Instruct-FP8', 70.6],
    ['nvidia--Llama-3_3-Nemotron-Super-49B-v1', 49.867],
    ['nvidia--NVIDIA-Nemotron-3-Nano-30B-A3B-BF16', 31.6, 3.6],
    ['nvidia--Nemotron-H-56B-Base-8K', 56],
    ['zai-org--GLM-5', 744, 40],
  ];

function readFile(file: string): string {
  return readFileSync(join(folder ?? '', `${file}.config.json`), 'utf8');
}

function architectureOf(config: unknown, hfQuantConfig?: unknown) {
  const result = readConfig({ config, hfQuantConfig });
  if (!result.ok) {
    throw new Error(JSON.stringify(result.issues));
  }
  return result.value;
}

function kvKib(architecture: Architecture): number {
  const bytes = architecture.layers.map(layer => {
    const kept = kvBytesPerToken({
      layer,
      format: 'auto',
      activationBytes: 2,
      tensorParallel: 1,
    });
    return 'bytes' in kept ? kept.bytes * layer.count : NaN;
  });
  return bytes.reduce((sum, part) => sum + part, 0) / 1024;
}

// Without the files this reports itself as skipped.
(folder ? describe : describe.skip)(
  `real configurations in ${VARIABLE}`,
  () => {
    it('hold the whole table of published sizes, and what is new is read', () => {
      const files = readdirSync(folder ?? VARIABLE)
        .filter(file => file.endsWith('.config.json'))
        .map(file => file.replace('.config.json', ''));
      const published = PUBLISHED.map(([file]) => file);
      expect(published.filter(file => !files.includes(file))).toEqual([]);
      for (const file of files.filter(other => !published.includes(other))) {
        const { ok, issues } = readConfig({ config: readFile(file) });
        expect(ok || issues.length > 0).toBe(true);
      }
    });

    it.each(
      PUBLISHED.map(
        ([file, total, active]) => [file, total, active ?? null] as const,
      ),
    )('%s has %d billion parameters', (file, total, active) => {
      const { parameters, hiddenSize, vocabSize, ...rest } = architectureOf(
        readFile(file),
      );
      const computed = (parameters?.total ?? NaN) / 1e9;
      expect(Math.abs(computed / total - 1)).toBeLessThan(0.03);

      // Publishers count the matrices that read and write tokens as active or not, and round to what lies between.
      const ends = rest.tiedEmbeddings ? 1 : 2;
      const words = (ends * (hiddenSize ?? NaN) * (vocabSize ?? NaN)) / 1e9;
      const working = (parameters?.active ?? NaN) / 1e9;
      const published = active ?? working;
      expect(published).toBeLessThan(working * 1.03);
      expect(published).toBeGreaterThan((working - words) * 0.97);
      expect(working).toBeLessThanOrEqual(computed);
    });

    it.each<[file: string, kib: number]>([
      ['meta-llama--Meta-Llama-3.1-8B', 128],
      ['Qwen--Qwen3-8B', 144],
      ['Qwen--Qwen3-32B', 256],
      ['meta-llama--Meta-Llama-3.1-70B', 320],
      ['Qwen--Qwen3-30B-A3B', 96],
      // 61 layers of 512 + 64 numbers.
      ['deepseek-ai--DeepSeek-V3', 68.625],
    ])('%s keeps %d KiB for each token', (file, kib) => {
      expect(kvKib(architectureOf(readFile(file)))).toBe(kib);
    });

    it('name what each kind of layer keeps', () => {
      const layers = (file: string) =>
        architectureOf(readFile(file)).layers.map(
          ({ count, attention, window, kvHeads, headDim, stateBytes }) =>
            [count, attention, window, kvHeads, headDim, stateBytes].filter(
              value => value !== undefined,
            ),
        );
      expect(layers('google--gemma-4-26B-A4B')).toEqual([
        [25, 'sliding', 1024, 8, 256],
        [5, 'full', 2, 512],
      ]);
      expect(layers('meta-llama--Llama-4-Scout-17B-16E-Instruct')).toEqual([
        [36, 'chunked', 8192, 8, 128],
        [12, 'full', 8, 128],
      ]);
      expect(layers('XiaomiMiMo--MiMo-V2-Flash')).toEqual([
        [1, 'full', 4, 192],
        [39, 'sliding', 128, 8, 192],
        [8, 'full', 4, 192],
      ]);
      // A convolution of 10240 over 3 tokens in bf16, and 48 matrices of 128 x 128 in fp32.
      expect(layers('Qwen--Qwen3.5-27B')).toEqual([
        [48, 'linear', 16, 128, 10240 * 3 * 2 + 48 * 128 * 128 * 4],
        [16, 'full', 4, 256],
      ]);
      // A convolution of 4096 + 2 x 8 x 128 over 3 tokens in bf16, and 64 matrices of 64 x 128 in fp32.
      expect(layers('nvidia--NVIDIA-Nemotron-3-Nano-30B-A3B-BF16')).toEqual([
        [23, 'linear', 8, 64, 6144 * 3 * 2 + 64 * 64 * 128 * 4],
        [23, 'none'],
        [6, 'full', 2, 128],
      ]);
      const super49 = architectureOf(
        readFile('nvidia--Llama-3_3-Nemotron-Super-49B-v1'),
      );
      const depth = super49.layers.reduce((sum, { count }) => sum + count, 0);
      const attention = super49.layers.filter(
        layer => layer.attention === 'full',
      );
      expect(depth).toBe(80);
      expect(attention.reduce((sum, { count }) => sum + count, 0)).toBe(49);
    });

    it('have no field that the reader does not know', () => {
      const reported = PUBLISHED.flatMap(([file]) =>
        readConfig({ config: readFile(file) }).issues.map(
          ({ path, code }) => `${file}: ${path} ${code}`,
        ),
      );
      expect(reported).toEqual([
        'MiniMaxAI--MiniMax-M2.5: dtype missing-field',
        'meta-llama--Llama-4-Scout-17B-16E-Instruct: vision_config missing-field',
      ]);
    });

    it('tell how weights are quantised, and what is not', () => {
      expect(architectureOf(readFile('Qwen--Qwen3-32B-FP8'))).toMatchObject({
        quantization: 'fp8',
        quantizationGroup: 128,
        dtype: 'bf16',
        weightFormats: [
          { format: 'fp8', parameters: 31205621760 },
          // Embeddings, head and norms.
          {
            format: 'bf16',
            parameters: 2 * 151936 * 5120 + 64 * (2 * 5120 + 2 * 128) + 5120,
          },
        ],
      });
      const file = 'nvidia--Llama-3.1-70B-Instruct-FP8';
      const beside = readFileSync(
        join(folder ?? '', `${file}.hf_quant_config.json`),
        'utf8',
      );
      expect(architectureOf(readFile(file), beside)).toMatchObject({
        quantization: 'fp8',
        kvCacheFormat: 'fp8',
      });
      expect(architectureOf(readFile(file)).quantization).toBeUndefined();
    });
  },
);
