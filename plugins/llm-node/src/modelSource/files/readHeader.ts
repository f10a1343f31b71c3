import { readGguf } from '@modelyard/llm-sizing';
import { limits } from './limits';
import { ModelFileSource } from './ModelFileSource';

const FIRST = 1024 * 1024;
const GROWTH = 4;

/**
 * Reads as much of a `.safetensors` file as its header takes; less where the file is too short or the header longer than
 * anybody's, which the reader of the header then says.
 */
export async function readSafetensorsStart(
  source: ModelFileSource,
  path: string,
): Promise<Uint8Array> {
  const bytes = await source.readStart(path, { bytes: FIRST });
  if (bytes.length < FIRST) {
    return bytes;
  }
  const { buffer, byteOffset, length } = bytes;
  const needed =
    8 + Number(new DataView(buffer, byteOffset, length).getBigUint64(0, true));
  return needed <= bytes.length || needed > limits.safetensorsHeader
    ? bytes
    : source.readStart(path, { bytes: needed });
}

/**
 * Reads as much of a GGUF file as its metadata and its list of weights take. How long they are stands nowhere, so more is
 * read until they end.
 */
export async function readGgufStart(
  source: ModelFileSource,
  path: string,
): Promise<Uint8Array> {
  let wanted = FIRST;
  for (;;) {
    const bytes = await source.readStart(path, { bytes: wanted });
    const { issues } = readGguf({ files: [bytes] });
    const isShort = issues.some(({ code }) => code === 'truncated');
    if (!isShort || bytes.length < wanted || wanted >= limits.ggufHeader) {
      return bytes;
    }
    wanted = Math.min(wanted * GROWTH, limits.ggufHeader);
  }
}
