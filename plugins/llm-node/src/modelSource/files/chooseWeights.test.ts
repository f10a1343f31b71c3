import { chooseWeights, ggufParts } from './chooseWeights';

function choose(...paths: string[]) {
  const found = chooseWeights({ files: paths.map(path => ({ path })) });
  return (
    found && {
      format: found.format,
      index: found.index,
      files: found.files.map(({ path }) => path),
    }
  );
}

describe('chooseWeights', () => {
  it('takes what an engine loads, where the same weights are there several times', () => {
    expect(
      choose(
        'pytorch_model.bin',
        'consolidated.safetensors',
        'model.safetensors',
        'adapter_model.safetensors',
        'onnx/model.onnx',
        'a.gguf',
      ),
    ).toEqual({ format: 'safetensors', files: ['model.safetensors'] });
    expect(choose('consolidated.safetensors', 'params.json')).toMatchObject({
      files: ['consolidated.safetensors'],
    });
    expect(
      choose(
        'model.safetensors.index.json',
        'model-2.safetensors',
        'model-1.safetensors',
      ),
    ).toEqual({
      format: 'safetensors',
      index: 'model.safetensors.index.json',
      files: ['model-1.safetensors', 'model-2.safetensors'],
    });
  });

  it('takes other formats where there is nothing better', () => {
    expect(choose('pytorch_model.bin', 'training_args.bin')).toMatchObject({
      format: 'pytorch',
      files: ['pytorch_model.bin'],
    });
    expect(
      choose('adapter_config.json', 'adapter_model.safetensors'),
    ).toMatchObject({
      format: 'adapter',
      files: ['adapter_model.safetensors'],
    });
    expect(choose('README.md')).toBeUndefined();
  });
});

describe('ggufParts', () => {
  it('names all parts from any, and not more than a model can have', () => {
    expect(ggufParts('a-00002-of-00002.gguf')).toEqual([
      'a-00001-of-00002.gguf',
      'a-00002-of-00002.gguf',
    ]);
    expect(ggufParts('a.gguf')).toEqual(['a.gguf']);
    expect(ggufParts('a-00001-of-99999.gguf')).toHaveLength(256);
  });
});
