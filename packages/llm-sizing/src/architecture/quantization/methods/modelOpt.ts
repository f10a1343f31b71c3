import { Fields, isRecord } from '../../config/Fields';
import { NamePatterns } from '../NamePatterns';
import {
  Quantization,
  QuantizationMethod,
  QuantizedFormat,
  readGroup,
} from '../Quantization';
import { reportUnreadable } from '../reportUnreadable';

/** Algorithms of NVIDIA's Model Optimizer, and what they store. */
const ALGORITHMS: Readonly<Record<string, QuantizedFormat>> = {
  FP8: 'fp8',
  FP8_PER_CHANNEL_PER_TOKEN: 'fp8',
  FP8_PB_WO: 'fp8',
  FP8_PB_REAL: 'fp8',
  NVFP4: 'nvfp4',
  NVFP4_AWQ: 'nvfp4',
  W4A8_NVFP4_FP8: 'nvfp4',
  W4A16_NVFP4: 'nvfp4',
  W4A8_MXFP4_FP8: 'mxfp4',
  MXFP4: 'mxfp4',
  INT8: 'int8',
  INT8_SQ: 'int8',
  W8A16: 'int8',
  W4A16: 'awq-int4',
  W4A16_AWQ: 'awq-int4',
  INT4_AWQ: 'awq-int4',
  W4A8_AWQ: 'awq-int4',
};

const KV_CACHE: Readonly<
  Record<string, NonNullable<Quantization['kvCacheFormat']>>
> = { FP8: 'fp8', INT8: 'int8', NVFP4: 'nvfp4' };

/**
 * NVIDIA Model Optimizer. The same settings stand in `hf_quant_config.json`, or as `quantization_config` in the
 * configuration itself.
 */
export const modelOpt: QuantizationMethod = {
  names: ['modelopt', 'modelopt_fp4', 'modelopt_mixed', 'modelopt_mxfp8'],
  read: fields => readModelOpt(fields.nested('quantization') ?? fields),
};

function readModelOpt(fields: Fields): Quantization | undefined {
  const kept = NamePatterns.create(
    fields.list('exclude_modules', 'ignore', 'ignored_layers'),
  );
  reportUnreadable(fields, 'exclude_modules', kept);
  fields.ignore(
    'producer',
    'config_groups',
    'smooth',
    'has_zero_point',
    'pre_quant_scale',
    'kv_cache_scheme',
  );
  const cache = fields.text('kv_cache_quant_algo');
  const kvCacheFormat =
    cache !== undefined && Object.hasOwn(KV_CACHE, cache)
      ? KV_CACHE[cache]
      : undefined;
  if (cache !== undefined && cache !== 'NONE' && !kvCacheFormat) {
    fields.report({
      name: 'kv_cache_quant_algo',
      code: 'unknown-format',
      message: `names a format of the KV cache that sizing does not know: "${cache.slice(
        0,
        40,
      )}"`,
      severity: 'warning',
    });
  }
  const common = {
    kvCacheFormat,
    group: readGroup(fields.any('group_size')),
  };
  const algorithm = fields.text('quant_algo') ?? '';
  if (algorithm === 'MIXED_PRECISION') {
    const mixed = readMixed(fields, kept);
    return mixed && { ...common, ...mixed };
  }
  const format = readAlgorithm(fields, 'quant_algo', algorithm);
  return (
    format && {
      ...common,
      group: common.group ?? (format === 'nvfp4' ? 16 : undefined),
      format,
      formatOf: name => (kept.matches(name) ? undefined : format),
    }
  );
}

function readAlgorithm(
  fields: Fields,
  name: string,
  algorithm: string,
): QuantizedFormat | undefined {
  return Object.hasOwn(ALGORITHMS, algorithm)
    ? ALGORITHMS[algorithm]
    : fields.unknown(
        name,
        `names a format that sizing does not know: "${algorithm.slice(0, 40)}"`,
      );
}

/** Each matrix has its own format; those that are not listed have none. */
function readMixed(
  fields: Fields,
  kept: NamePatterns,
): Pick<Quantization, 'format' | 'formatOf'> | undefined {
  const listed = fields.any('quantized_layers');
  const layers = fields.nested('quantized_layers');
  const byFormat = new Map<QuantizedFormat, string[]>();
  for (const [name, settings] of Object.entries(
    isRecord(listed) ? listed : {},
  )) {
    const algorithm = isRecord(settings) ? settings.quant_algo : undefined;
    layers?.ignore(name);
    const format = readAlgorithm(
      fields,
      `quantized_layers.${name.slice(0, 80)}`,
      typeof algorithm === 'string' ? algorithm : '',
    );
    if (!format) {
      return undefined;
    }
    const names = byFormat.get(format) ?? [];
    names.push(name);
    byFormat.set(format, names);
  }
  const groups = [...byFormat].map(([format, names]) => ({
    format,
    count: names.length,
    patterns: NamePatterns.create(names),
  }));
  const [main] = [...groups].sort((a, b) => b.count - a.count);
  if (!main) {
    return fields.unknown(
      'quantized_layers',
      'must say which format each matrix has',
    );
  }
  return {
    format: main.format,
    formatOf: name =>
      kept.matches(name)
        ? undefined
        : groups.find(({ patterns }) => patterns.matches(name))?.format,
  };
}
