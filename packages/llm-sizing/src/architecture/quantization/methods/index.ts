import { QuantizationMethod } from '../Quantization';
import { compressedTensors } from './compressedTensors';
import { floatingPoint8 } from './floatingPoint8';
import { modelOpt } from './modelOpt';
import { mxfp4 } from './mxfp4';
import { awq, gptq } from './weightOnly';

/** Every way of quantising whose settings this reader knows. */
export const quantizationMethods: readonly QuantizationMethod[] = [
  floatingPoint8,
  awq,
  gptq,
  mxfp4,
  compressedTensors,
  modelOpt,
];
