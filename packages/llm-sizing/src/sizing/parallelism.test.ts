import { Architecture, LayerGroup } from '../architecture/Architecture';
import { architectures, model } from './__fixtures__/architectures';
import { EngineOptions } from './EngineOptions';
import { findParallelismProblem } from './parallelism';
import { parallelismOf } from './sizeModel';

const problem = (architecture: Architecture, engine: EngineOptions) =>
  findParallelismProblem({
    architecture,
    engine,
    parallelism: parallelismOf(engine),
  });

const layer = (rest: Partial<LayerGroup>): Architecture => ({
  layers: [{ count: 4, attention: 'full', ...rest }],
});

it.each<[string, Architecture, EngineOptions, string]>([
  [
    'heads-divide',
    architectures['phi-4'],
    { tensorParallel: 3 },
    '40 attention heads cannot be divided among 3 devices',
  ],
  [
    'kv-heads-divide',
    architectures['phi-4'],
    { tensorParallel: 4 },
    '10 heads for keys and values cannot be divided among 4 devices, nor copied evenly',
  ],
  [
    // vLLM 0.19 refused Qwen3-14B on five GPUs for this.
    'vocabulary-divides',
    model(14.8, 5120, 151936, { count: 40, heads: 40, kvHeads: 10 }),
    { tensorParallel: 5 },
    'a vocabulary of 151936 words (151936 with padding) cannot be divided among 5 devices',
  ],
  [
    'feed-forward-divides',
    layer({ intermediateSize: 1001 }),
    { tensorParallel: 2 },
    'a feed-forward width of 1001 cannot be divided among 2 devices',
  ],
  [
    // vLLM says that 96 is not divisible by the block of 128.
    'quantisation-groups',
    {
      ...layer({ experts: { total: 128, active: 8, intermediateSize: 768 } }),
      quantization: 'fp8',
      quantizationGroup: 128,
    },
    { tensorParallel: 8 },
    'a feed-forward width of 768 leaves 96 for each of 8 devices, but the checkpoint has one scale for 128',
  ],
  [
    'enough-layers',
    layer({}),
    { pipelineParallel: 5 },
    '4 layers cannot be divided among 5 stages',
  ],
  [
    'experts-exist',
    layer({}),
    { expertParallel: true },
    'the model has no experts that could be spread',
  ],
  [
    'decode-context',
    layer({ kvHeads: 8 }),
    { tensorParallel: 8, decodeContextParallel: 2 },
    '2 devices can share the context only where as many store the same head, but 8 heads on 8 devices are stored 1 times',
  ],
  [
    'decode-context',
    layer({ attention: 'sliding', window: 128, kvHeads: 1 }),
    { tensorParallel: 2, decodeContextParallel: 2 },
    'layers with sliding attention cannot share their context among devices',
  ],
  [
    'decode-context',
    layer({ attention: 'mla' }),
    { tensorParallel: 8, decodeContextParallel: 3 },
    '3 devices cannot share the context evenly in a group of 8',
  ],
  [
    'draft-group',
    layer({}),
    {
      tensorParallel: 4,
      speculative: { tokens: 3, draftTensorParallel: 2 },
    },
    'the draft can be spread over 1 or 4 devices, as the model is, but not over 2',
  ],
  [
    'whole-numbers',
    layer({}),
    { tensorParallel: 1.5 },
    'tensorParallel must be a whole number of at least 1, but is 1.5',
  ],
])('%s is checked', (code, architecture, engine, message) => {
  expect(problem(architecture, engine)).toEqual({ code, message });
});

it.each<[string, Architecture, EngineOptions]>([
  [
    'copies heads evenly',
    layer({ heads: 32, kvHeads: 2 }),
    { tensorParallel: 8 },
  ],
  [
    'pads the vocabulary',
    model(1, 64, 49155, { count: 1 }),
    { tensorParallel: 4 },
  ],
  [
    'spreads whole experts',
    {
      ...layer({ experts: { total: 128, active: 8, intermediateSize: 768 } }),
      quantizationGroup: 128,
    },
    { tensorParallel: 8, expertParallel: true },
  ],
  [
    'shares the context of compressed keys',
    layer({ attention: 'mla', kvHeads: 128 }),
    { tensorParallel: 8, decodeContextParallel: 8 },
  ],
])('vLLM %s', (_, architecture, engine) => {
  expect(problem(architecture, engine)).toBeUndefined();
});
