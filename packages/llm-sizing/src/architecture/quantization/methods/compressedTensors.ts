import { Fields, isRecord } from '../../config/Fields';
import { NamePatterns } from '../NamePatterns';
import {
  integerFormat,
  Quantization,
  QuantizationMethod,
  QuantizedFormat,
  readGroup,
} from '../Quantization';
import { reportUnreadable } from '../reportUnreadable';

interface Group {
  readonly format: QuantizedFormat;
  readonly size?: number;
  /** Undefined where it is for all linear layers. */
  readonly targets?: NamePatterns;
}

/** compressed-tensors, which llm-compressor writes: groups of matrices, each with its format. */
export const compressedTensors: QuantizationMethod = {
  names: ['compressed-tensors', 'compressed_tensors', 'sparseml'],
  read: readCompressedTensors,
};

function readCompressedTensors(fields: Fields): Quantization | undefined {
  const groups = readGroups(fields);
  const ignored = NamePatterns.create(fields.list('ignore'));
  reportUnreadable(fields, 'ignore', ignored);
  fields.ignore(
    'format',
    'version',
    'global_compression_ratio',
    'quantization_status',
    'transform_config',
  );
  const sparsity = fields.nested('sparsity_config');
  sparsity?.ignore('format', 'ignore', 'targets', 'registry_requires_subclass');
  const sparse = sparsity?.text('sparsity_structure');
  if (sparse && sparse !== 'dense' && sparse !== '0:0') {
    sparsity?.report({
      name: 'sparsity_structure',
      code: 'unsupported',
      message:
        'names weights that are left out; they are counted as if they were there, so that the size is an upper bound',
      severity: 'warning',
    });
  }
  const [main] = groups ?? [];
  if (!main || !groups) {
    return undefined;
  }
  const cache = fields.nested('kv_cache_scheme');
  const kvCacheFormat = cache && readKvCache(cache);
  return {
    format: main.format,
    group: main.size,
    kvCacheFormat,
    formatOf: name =>
      ignored.matches(name)
        ? undefined
        : groups.find(({ targets }) => !targets || targets.matches(name))
            ?.format,
  };
}

function readGroups(fields: Fields): readonly Group[] | undefined {
  const groups: Group[] = [];
  const listed = fields.any('config_groups');
  const all = fields.nested('config_groups');
  for (const name of isRecord(listed) ? Object.keys(listed) : []) {
    const group = all?.nested(name);
    const weights = group?.nested('weights');
    const format = weights && readFormat(weights);
    if (!group || !format) {
      return undefined;
    }
    group.ignore('input_activations', 'output_activations', 'format');
    const targets = group.list('targets') ?? [];
    const named = NamePatterns.create(targets);
    reportUnreadable(group, 'targets', named);
    groups.push({
      format,
      size: readGroup(weights.any('group_size', 'block_structure')),
      targets:
        targets.length === 0 || targets.includes('Linear') ? undefined : named,
    });
  }
  if (groups.length === 0) {
    return fields.unknown(
      'config_groups',
      'must say which format the weights have',
    );
  }
  // What is for named matrices goes before what is for all.
  return [
    ...groups.filter(({ targets }) => targets),
    ...groups.filter(({ targets }) => !targets),
  ];
}

function readFormat(weights: Fields): QuantizedFormat | undefined {
  const bits = weights.count('num_bits');
  const type = weights.text('type') ?? 'int';
  const size = weights.any('group_size');
  weights.ignore(
    'actorder',
    'block_structure',
    'dynamic',
    'observer',
    'observer_kwargs',
    'strategy',
    'symmetric',
    'scale_dtype',
    'zp_dtype',
  );
  if (type === 'float') {
    if (bits === 8) {
      return 'fp8';
    }
    if (bits === 4) {
      return size === 32 ? 'mxfp4' : 'nvfp4';
    }
  }
  return (
    (type === 'int' ? integerFormat(bits, 'gptq-int4') : undefined) ??
    weights.unknown(
      'num_bits',
      `must be 4 or 8: sizing knows no format of ${bits} bits (${type.slice(
        0,
        20,
      )})`,
    )
  );
}

function readKvCache(scheme: Fields): Quantization['kvCacheFormat'] {
  const bits = scheme.count('num_bits');
  const type = scheme.text('type');
  scheme.ignore(
    'actorder',
    'block_structure',
    'dynamic',
    'group_size',
    'observer',
    'observer_kwargs',
    'strategy',
    'symmetric',
  );
  if (bits !== 8) {
    return scheme.unknown(
      'num_bits',
      `must be 8: sizing knows no KV cache of ${bits} bits`,
    );
  }
  return type === 'float' ? 'fp8' : 'int8';
}
