import { InputError } from '@backstage/errors';

/** Trailer that carries the idempotency key of a commit. */
const IDEMPOTENCY_TRAILER = 'Modelyard-Idempotency-Key';

const MAX_MESSAGE_BYTES = 64 * 1024;
const TRAILER_LINE = /^[A-Za-z0-9-]+: \S/;
const KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * The message as it is committed: trimmed, with the idempotency key as a trailer in the sense of
 * git-interpret-trailers(1). Throws `InputError` for an empty message, one that brings the trailer itself, or a key that
 * a trailer cannot hold.
 */
export function formatCommitMessage(options: {
  message: string;
  idempotencyKey?: string;
}): string {
  const { idempotencyKey } = options;
  const message = options.message.replace(/\r\n?/g, '\n').trim();

  if (message === '' || message.includes('\0')) {
    throw new InputError('A commit needs a message of text');
  }
  if (Buffer.byteLength(message) > MAX_MESSAGE_BYTES) {
    throw new InputError(
      `The commit message is longer than ${MAX_MESSAGE_BYTES} bytes`,
    );
  }
  if (hasTrailer(message)) {
    // Otherwise the text of a form could pretend that another step has run.
    throw new InputError(
      `The commit message must not contain the trailer ${IDEMPOTENCY_TRAILER}`,
    );
  }
  if (idempotencyKey === undefined) {
    return `${message}\n`;
  }
  if (!KEY.test(idempotencyKey)) {
    throw new InputError(
      'The idempotency key must have 1 to 200 visible ASCII characters without spaces',
    );
  }

  const gap = endsWithTrailers(message) ? '\n' : '\n\n';
  return `${message}${gap}${IDEMPOTENCY_TRAILER}: ${idempotencyKey}\n`;
}

/** The idempotency key that a commit message carries. */
export function readIdempotencyKey(message: string): string | undefined {
  const lines = lastParagraph(message);
  const prefix = `${IDEMPOTENCY_TRAILER}: `.toLowerCase();
  const line = lines.find(l => l.toLowerCase().startsWith(prefix));
  return line?.slice(prefix.length).trim();
}

function hasTrailer(message: string): boolean {
  const start = `${IDEMPOTENCY_TRAILER}:`.toLowerCase();
  return message.split('\n').some(l => l.toLowerCase().startsWith(start));
}

function endsWithTrailers(message: string): boolean {
  return (
    message.includes('\n\n') &&
    lastParagraph(message).every(line => TRAILER_LINE.test(line))
  );
}

function lastParagraph(message: string): string[] {
  const text = message.trimEnd();
  return text
    .slice(text.lastIndexOf('\n\n') + 1)
    .split('\n')
    .filter(Boolean);
}
