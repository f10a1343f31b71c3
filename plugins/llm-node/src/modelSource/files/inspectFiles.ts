import { ModelFiles } from '@modelyard/llm-sizing';
import { InspectedFile, ModelInspection } from '../ModelInspection';
import { chooseWeights } from './chooseWeights';
import { describeModel, quantizationOf } from './describeModel';
import { digestModel } from './digestModel';
import { Gathering } from './Gathering';
import { GatheredWeights, gatherWeights } from './gatherWeights';
import { limits } from './limits';
import { ModelFileSource } from './ModelFileSource';
import { roleOf } from './roleOf';

const CONFIG = 'config.json';
const HF_QUANT_CONFIG = 'hf_quant_config.json';

/**
 * Reads what the files of a model say of it: the configuration, and indexes or headers of the weights.
 *
 * @param options - `wanted` is the GGUF file that somebody chose; `config` is a pasted configuration, which then counts
 *   instead of the one at the source; `given` is what else is known of the model
 * @throws InputError for a broken file, and what the source throws for one that is needed
 */
export async function inspectFiles(options: {
  source: ModelFileSource;
  wanted?: string;
  config?: string;
  given?: Pick<ModelFiles, 'parameters' | 'dtype'>;
}): Promise<ModelInspection> {
  const { source, wanted, config, given } = options;
  const gathering = Gathering.create(source);
  const chosen = chooseWeights({ files: source.files, wanted });
  const isGguf = chosen?.format === 'gguf';
  const own =
    config === undefined && !isGguf && gathering.has(CONFIG)
      ? await gathering.readText(CONFIG, limits.config)
      : undefined;
  const beside =
    !isGguf && gathering.has(HF_QUANT_CONFIG)
      ? await gathering.attempt(HF_QUANT_CONFIG, () =>
          gathering.readText(HF_QUANT_CONFIG, limits.config),
        )
      : undefined;
  const weights = await gatherWeights({
    gathering,
    weights: chosen,
    needed: config === undefined,
  });

  const text = config ?? own;
  const described = describeModel({
    content: {
      ...(text === undefined ? given : { config: text, hfQuantConfig: beside }),
      ...weights.content,
    },
    names: {
      config: config === undefined ? CONFIG : 'config',
      gguf: chosen?.files[0]?.path,
    },
  });
  gathering.issues.push(...described.issues);
  if (chosen?.format === 'adapter') {
    gathering.warn(
      '',
      'adapter',
      'this is an adapter: it is served from its base model, which has to be inspected for the memory that it needs',
    );
  }
  const sized = withBytesOfFiles(gathering, described, weights);
  const files = consideredFiles(gathering, weights);
  const digest = await digestModel({ gathering, files });
  const architecture = sized.architecture;
  const quantization =
    architecture &&
    quantizationOf({ architecture, isGguf, issues: gathering.issues });
  return {
    ...sized,
    ...(digest && { digest }),
    ...(quantization && { quantization }),
    issues: gathering.issues,
    files: files.map(file => ({
      ...file,
      ...hashed(gathering.hashOf(file.path)),
    })),
  };
}

function hashed(sha256: string | undefined): { sha256?: string } {
  return sha256 ? { sha256 } : {};
}

type Sized = Pick<ModelInspection, 'architecture' | 'weightBytes'>;

/** Where neither index nor header says how large the weights are, the sizes of their files do, nearly. */
function withBytesOfFiles(
  gathering: Gathering,
  described: Pick<ModelInspection, 'architecture'>,
  weights: GatheredWeights,
): Sized {
  const { architecture } = described;
  if (architecture?.weightBytes !== undefined) {
    return { architecture, weightBytes: architecture.weightBytes };
  }
  const sizes = weights.files.map(({ size }) => size);
  const known = sizes.filter(size => size !== undefined);
  if (known.length === 0 || known.length < sizes.length) {
    gathering.warn(
      'weightBytes',
      'unknown-size',
      'is unknown: neither an index nor the sizes of weight files are at hand, so that memory is computed from the configuration',
    );
    return architecture ? { architecture } : {};
  }
  const weightBytes = known.reduce((sum, size) => sum + size, 0);
  gathering.warn(
    'weightBytes',
    'size-of-files',
    'is the sum over the weight files, their headers included, as no index could be read',
  );
  return {
    ...(architecture && { architecture: { ...architecture, weightBytes } }),
    weightBytes,
  };
}

function consideredFiles(
  gathering: Gathering,
  weights: GatheredWeights,
): InspectedFile[] {
  const ofWeights = new Set(weights.files.map(({ path }) => path));
  const beside = gathering.source.files.flatMap<InspectedFile>(file => {
    const role = ofWeights.has(file.path) ? undefined : roleOf(file.path);
    const isRead = role !== 'index' || file.path === weights.index;
    const isThere = gathering.source.complete || gathering.hashOf(file.path);
    return role && isRead && isThere ? [{ ...file, role }] : [];
  });
  return [
    ...beside,
    ...weights.files.map<InspectedFile>(file => ({ ...file, role: 'weights' })),
  ];
}
