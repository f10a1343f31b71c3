import { Fields } from '../../config/Fields';
import { NamePatterns } from '../NamePatterns';
import {
  integerFormat,
  Quantization,
  QuantizationMethod,
  readGroup,
} from '../Quantization';
import { reportUnreadable } from '../reportUnreadable';

function readIntegers(
  fields: Fields,
  family: 'awq-int4' | 'gptq-int4',
): Quantization | undefined {
  const bits = fields.count('bits', 'w_bit', 'weight_bits');
  const format = integerFormat(bits, family);
  if (!format) {
    return fields.unknown(
      'bits',
      bits === undefined
        ? 'is missing, so the format of the weights is not known'
        : `must be 4 or 8: sizing knows no format of ${bits} bits`,
    );
  }
  const kept = NamePatterns.create(
    fields.list('modules_to_not_convert', 'modules_in_block_to_quantize_not'),
  );
  reportUnreadable(fields, 'modules_to_not_convert', kept);
  const group = readGroup(fields.any('group_size', 'q_group_size'));
  fields.ignore(
    'zero_point',
    'version',
    'backend',
    'do_fuse',
    'exllama_config',
    'fuse_max_seq_len',
    'desc_act',
    'sym',
    'static_groups',
    'true_sequential',
    'damp_percent',
    'checkpoint_format',
    'meta',
    'model_name_or_path',
    'model_file_base_name',
    'is_marlin_format',
    'use_exllama',
    'use_cuda_fp16',
    'max_input_length',
    'cache_block_outputs',
    'batch_size',
    'dataset',
    'tokenizer',
    'block_name_to_quantize',
    'module_name_preceding_first_block',
    'pad_token_id',
    'dynamic',
    'quantizer',
    'pack_dtype',
    'packing_format',
    'autoround_version',
    'iters',
    'nsamples',
    'seqlen',
    'low_gpu_mem_usage',
    'data_type',
    'amp',
    'enable_quanted_input',
    'enable_minmax_tuning',
    'lr',
    'minmax_lr',
    'gradient_accumulate_steps',
    'scale_dtype',
  );
  return {
    format,
    group,
    quantisesHead: fields.flag('lm_head') === true,
    formatOf: name => (kept.matches(name) ? undefined : format),
  };
}

/** AWQ: 4-bit weights in groups, with zero points. */
export const awq: QuantizationMethod = {
  names: ['awq', 'awq_marlin', 'auto_awq'],
  read: fields => readIntegers(fields, 'awq-int4'),
};

/** GPTQ and AutoRound: 4-bit or 8-bit weights in groups. */
export const gptq: QuantizationMethod = {
  names: ['gptq', 'gptq_marlin', 'auto_gptq', 'auto-round', 'intel/auto-round'],
  read: fields => readIntegers(fields, 'gptq-int4'),
};
