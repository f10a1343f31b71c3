import { DecoderStyle, readDecoder } from './readDecoder';
import { Family } from './TextModel';

/** A family that differs from others only in what its configuration does not say. */
export function decoderFamily(
  modelTypes: readonly string[],
  style: DecoderStyle = {},
): Family {
  return { modelTypes, read: context => readDecoder(context, style) };
}
