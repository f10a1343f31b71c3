import { ModelFiles } from '@modelyard/llm-sizing';
import { UsageError } from '../CliContext';
import { readBeginning, readText } from './readFiles';

/** Where the files of a model lie. */
export interface ModelPaths {
  readonly config?: string;
  readonly quantConfig?: string;
  readonly index?: string;
  readonly safetensors?: readonly string[];
  readonly gguf?: readonly string[];
}

/** More than the list of tensors at the beginning of any weight file takes. */
const MOST_BYTES = 64 * 1024 ** 2;

/** Reads what is needed of the files that describe a model. */
export function readModelFiles(options: ModelPaths): ModelFiles {
  const { config, quantConfig, index, safetensors, gguf } = options;
  if (!config && !gguf) {
    throw new UsageError('a model is named with --config or with --gguf');
  }
  return {
    ...(config && { config: readText(config) }),
    ...(quantConfig && { hfQuantConfig: readText(quantConfig) }),
    ...(index && { index: readText(index) }),
    ...(safetensors && {
      safetensors: Object.fromEntries(
        safetensors.map(path => [path, readSafetensors(path)]),
      ),
    }),
    ...(gguf && { gguf: gguf.map(path => readBeginning(path, MOST_BYTES)) }),
  };
}

/** The header of a file in safetensors, whose length stands in its first eight bytes. */
function readSafetensors(path: string): Uint8Array {
  const start = readBeginning(path, 8);
  const length =
    start.length === 8
      ? Number(new DataView(start.buffer).getBigUint64(0, true))
      : 0;
  return readBeginning(path, Math.min(8 + length, MOST_BYTES));
}
