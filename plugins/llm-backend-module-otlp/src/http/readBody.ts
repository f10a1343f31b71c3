import { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Reservation } from './MemoryBudget';
import { Refusal } from './Refusal';

const inflate = promisify(gunzip);

/** How gzip begins, and its shortest length: that of nothing. */
const GZIP = 0x1f8b;
const SHORTEST_GZIP = 20;

/** Seconds after which a sender may try again that met a portal with its hands full. */
const TRY_AGAIN = 5;

/**
 * Reads the body of a request, inflated.
 *
 * @param options - `limit` is the most bytes, as they come and inflated; `reservation` is asked for room before it is taken
 * @throws Refusal where it is larger, compressed in another way than gzip, does not come, or there is no room
 */
export async function readBody(
  request: IncomingMessage,
  options: { limit: number; reservation: Reservation },
): Promise<Buffer> {
  const coding = (request.headers['content-encoding'] ?? 'identity')
    .trim()
    .toLowerCase();
  if (coding !== 'gzip' && coding !== 'identity') {
    throw new Refusal('unsupported', 'Only gzip or no compression is taken');
  }
  if (Number(request.headers['content-length'] ?? 0) > options.limit) {
    throw tooLarge(options.limit);
  }
  const body = await collect(request, options);
  return coding === 'identity' ? body : inflateWithin(body, options);
}

async function inflateWithin(
  body: Buffer,
  { limit, reservation }: { limit: number; reservation: Reservation },
): Promise<Buffer> {
  if (body.length < SHORTEST_GZIP || body.readUInt16BE() !== GZIP) {
    throw notGzip();
  }
  // Gzip ends with the size of what it holds. That may be a lie, so no more than that is inflated.
  const size = body.readUInt32LE(body.length - 4);
  if (size > limit) {
    throw tooLarge(limit);
  }
  if (!reservation.add(size)) {
    throw noRoom();
  }
  try {
    return await inflate(body, { maxOutputLength: Math.max(1, size) });
  } catch {
    throw notGzip();
  }
}

async function collect(
  request: IncomingMessage,
  { limit, reservation }: { limit: number; reservation: Reservation },
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    const refuse = (refusal: Refusal) => {
      // The rest is let go by, so that the sender comes to read the answer.
      request.removeAllListeners('data');
      request.resume();
      reject(refusal);
    };
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        refuse(tooLarge(limit));
      } else if (!reservation.add(chunk.length)) {
        refuse(noRoom());
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

function notGzip(): Refusal {
  return new Refusal(
    'malformed',
    'The request is not in gzip, or in several parts of it',
  );
}

function noRoom(): Refusal {
  return new Refusal('unavailable', 'Too much at the same time', TRY_AGAIN);
}

function tooLarge(limit: number): Refusal {
  return new Refusal(
    'too-large',
    `The request is larger than ${limit} bytes, which is llm.otlp.maxBodyBytes: send smaller batches`,
  );
}
