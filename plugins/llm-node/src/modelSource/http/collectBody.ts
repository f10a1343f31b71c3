import { InputError } from '@backstage/errors';
import { formatBytes } from '@modelyard/llm-units';
import { describeUrl } from './describeUrl';

/**
 * Collects a body up to a limit. A longer one is refused as soon as that shows, at the latest when the limit is passed, or
 * cut there.
 *
 * @throws InputError that names the limit
 */
export async function collectBody(options: {
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** Content-Length, if it is there. */
  length: string | null;
  maxBytes: number;
  longer: 'refuse' | 'cut';
  url: URL;
}): Promise<Uint8Array> {
  const { body, length, maxBytes, longer, url } = options;
  const refuse = () =>
    new InputError(
      `${describeUrl(url)} is larger than the ${formatBytes(
        maxBytes,
      )} that are read of such a file`,
    );
  if (longer === 'refuse' && Number(length ?? 0) > maxBytes) {
    throw refuse();
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    if (size + chunk.byteLength > maxBytes) {
      if (longer === 'refuse') {
        throw refuse();
      }
      chunks.push(chunk.subarray(0, maxBytes - size));
      break;
    }
    chunks.push(chunk);
    size += chunk.byteLength;
    if (longer === 'cut' && size === maxBytes) {
      break;
    }
  }
  return Buffer.concat(chunks);
}
