import { InputError } from '@backstage/errors';
import { Architecture, ModelFiles, readModel } from '@modelyard/llm-sizing';
import { Issue } from '@modelyard/llm-units';
import { ModelInspection } from '../ModelInspection';

/** What makes a file none that can be read at all; anything else is a model with something unknown. */
const BROKEN = new Set([
  'not-json',
  'not-a-config',
  'not-gguf',
  'truncated',
  'not-a-model',
]);

/**
 * Turns what is at hand of a model into its architecture.
 *
 * @param options - `names` are the files behind the parts, for messages
 * @returns The architecture, if the model is one that sizing knows, with issues that name what it does not
 * @throws InputError where a file is broken
 */
export function describeModel(options: {
  content: ModelFiles;
  names: { config: string; gguf?: string };
}): { architecture?: Architecture; issues: readonly Issue[] } {
  const { content, names } = options;
  if (!content.config && !content.gguf && !content.parameters) {
    return {
      issues: [
        {
          path: 'config.json',
          code: 'missing-config',
          message:
            'is not there to say what layers the model has: paste the configuration of the model',
          severity: 'error',
        },
      ],
    };
  }
  const result = readModel(content);
  const broken = result.issues.find(
    ({ code, path, severity }) =>
      severity === 'error' &&
      BROKEN.has(code) &&
      /^(?:config|gguf(?:\[\d+\])?)$/.test(path),
  );
  if (broken) {
    const name = broken.path === 'config' ? names.config : names.gguf;
    // What a parser quotes of the file may have several lines.
    throw new InputError(`${name} ${broken.message}`.replace(/\s+/g, ' '));
  }
  return {
    ...(result.ok && { architecture: result.value }),
    issues: result.issues,
  };
}

const PLAIN = new Set(['F32', 'F16', 'BF16', 'F64', 'I8', 'I16', 'I32', 'I64']);

/** The catalog's name for the format of the weights; undefined where it has none or the format is unknown. */
export function quantizationOf(options: {
  architecture: Architecture;
  isGguf: boolean;
  issues: Issue[];
}): ModelInspection['quantization'] {
  const { architecture, isGguf, issues } = options;
  const { quantization, dtype, storedTypes } = architecture;
  if (!isGguf || !storedTypes) {
    return quantization ?? (dtype && (dtype === 'fp8' ? 'fp8' : 'none'));
  }
  // A configuration beside GGUF files is that of the model which they were made from.
  const packed = storedTypes
    .map(({ type }) => type)
    .filter(type => !PLAIN.has(type));
  if (packed.length === 0) {
    return 'none';
  }
  if (packed.length === 1 && packed[0] === 'MXFP4') {
    return 'mxfp4';
  }
  if (packed.length === 1 && packed[0] === 'NVFP4') {
    return 'nvfp4';
  }
  issues.push({
    path: 'quantization',
    code: 'unnamed-quantization',
    message: `is of llama.cpp (${packed.join(
      ', ',
    )}), for which the catalog has no name; sizes are those of the files`,
    severity: 'warning',
  });
  return undefined;
}
