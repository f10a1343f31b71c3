import { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Refusal } from './Refusal';

const inflate = promisify(gunzip);

/**
 * Reads the body of a request, inflated.
 *
 * @param limit - Most bytes, as they come and inflated
 * @throws Refusal where it is larger, compressed in another way than gzip, or does not come
 */
export async function readBody(
  request: IncomingMessage,
  limit: number,
): Promise<Buffer> {
  const coding = (request.headers['content-encoding'] ?? 'identity')
    .trim()
    .toLowerCase();
  if (coding !== 'gzip' && coding !== 'identity') {
    throw new Refusal('unsupported', 'Only gzip or no compression is taken');
  }
  if (Number(request.headers['content-length'] ?? 0) > limit) {
    throw tooLarge(limit);
  }
  const body = await collect(request, limit);
  if (coding === 'identity') {
    return body;
  }
  try {
    return await inflate(body, { maxOutputLength: limit });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      ? tooLarge(limit)
      : new Refusal('malformed', 'The request is not in gzip');
  }
}

async function collect(
  request: IncomingMessage,
  limit: number,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        request.removeAllListeners('data');
        request.resume();
        reject(tooLarge(limit));
      } else {
        chunks.push(chunk);
      }
    });
    request.on('end', () => resolve(Buffer.concat(chunks, size)));
    request.on('error', () => reject(brokenOff()));
    request.on('close', () => reject(brokenOff()));
  });
}

function brokenOff(): Refusal {
  return new Refusal('malformed', 'The request broke off');
}

function tooLarge(limit: number): Refusal {
  return new Refusal(
    'too-large',
    `The request is larger than ${limit} bytes, which is llm.otlp.maxBodyBytes: send smaller batches`,
  );
}
