import { NamePatterns } from '../NamePatterns';
import { QuantizationMethod } from '../Quantization';
import { reportUnreadable } from '../reportUnreadable';

/** MXFP4 as in gpt-oss: only the experts, 32 numbers to a scale. */
export const mxfp4: QuantizationMethod = {
  names: ['mxfp4', 'gpt_oss_mxfp4'],
  read: fields => {
    const kept = NamePatterns.create(fields.list('modules_to_not_convert'));
    reportUnreadable(fields, 'modules_to_not_convert', kept);
    return {
      format: 'mxfp4',
      group: 32,
      formatOf: name =>
        name.includes('.experts.') && !kept.matches(name) ? 'mxfp4' : undefined,
    };
  },
};
