import { NamePatterns } from '../NamePatterns';
import { QuantizationMethod, readGroup } from '../Quantization';
import { reportUnreadable } from '../reportUnreadable';

/** fp8 by blocks, as in DeepSeek-V3 and Qwen3-FP8, or by rows, as in Llama 3.1 405B FP8. */
export const floatingPoint8: QuantizationMethod = {
  names: ['fp8', 'fbgemm_fp8', 'ptpc_fp8', 'deepseek_v4_fp8'],
  read: fields => {
    const kept = NamePatterns.create(
      fields.list('modules_to_not_convert', 'ignored_layers'),
    );
    reportUnreadable(fields, 'modules_to_not_convert', kept);
    fields.ignore(
      'activation_scheme',
      'fmt',
      'scale_fmt',
      'activation_scale_ub',
    );
    return {
      format: 'fp8',
      formatOf: name => (kept.matches(name) ? undefined : 'fp8'),
      group: readGroup(fields.list('weight_block_size')),
    };
  },
};
