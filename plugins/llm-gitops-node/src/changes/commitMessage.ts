import { InputError } from '@backstage/errors';
import type { GitOpsPerson, GitOpsReview } from '../repository';

/** Trailer that carries the idempotency key of a commit. */
const IDEMPOTENCY_TRAILER = 'Modelyard-Idempotency-Key';
/** Trailer of a merge: the proposal's id. */
const PROPOSAL_TRAILER = 'Modelyard-Proposal';
/** Trailer of a merge: an author of the proposal. */
const PROPOSER_TRAILER = 'Proposed-by';
/** Trailer of a merge: who has looked at it and merged it. */
const REVIEWER_TRAILER = 'Reviewed-by';
const OWN_TRAILERS = [
  IDEMPOTENCY_TRAILER,
  PROPOSAL_TRAILER,
  PROPOSER_TRAILER,
  REVIEWER_TRAILER,
];

const MAX_MESSAGE_BYTES = 64 * 1024;
const TRAILER_LINE = /^[A-Za-z0-9-]+: \S/;
const PERSON = /^(.+) <([^<>]+)>$/;
const KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * The message as it is committed: trimmed, with the idempotency key as a trailer in the sense of
 * git-interpret-trailers(1). Throws `InputError` for an empty message, one that brings a trailer of ours itself, or a key
 * that a trailer cannot hold.
 */
export function formatCommitMessage(options: {
  message: string;
  idempotencyKey?: string;
}): string {
  const { idempotencyKey } = options;
  const message = checkedMessage(options.message);
  if (idempotencyKey === undefined) {
    return `${message}\n`;
  }
  if (!KEY.test(idempotencyKey)) {
    throw new InputError(
      'The idempotency key must have 1 to 200 visible ASCII characters without spaces',
    );
  }
  return withTrailers(message, [`${IDEMPOTENCY_TRAILER}: ${idempotencyKey}`]);
}

/**
 * The message of the commit that merges a proposal, with who has proposed and who has reviewed it as trailers. Throws
 * `InputError` as {@link formatCommitMessage}.
 */
export function formatMergeMessage(options: {
  message: string;
  id: string;
  proposedBy: readonly GitOpsPerson[];
  reviewedBy: GitOpsPerson;
}): string {
  const { id, proposedBy, reviewedBy } = options;
  const proposers = new Set(proposedBy.map(formatPerson));
  return withTrailers(checkedMessage(options.message), [
    `${PROPOSAL_TRAILER}: ${id}`,
    ...[...proposers].map(person => `${PROPOSER_TRAILER}: ${person}`),
    `${REVIEWER_TRAILER}: ${formatPerson(reviewedBy)}`,
  ]);
}

/** The first line of a message, and the rest without the trailers that are ours. */
export function splitMessage(message: string): { title: string; body: string } {
  const lines = message.trim().split('\n');
  const own = OWN_TRAILERS.map(name => `${name}:`.toLowerCase());
  return {
    title: lines[0],
    body: lines
      .slice(1)
      .filter(line => !own.some(name => line.toLowerCase().startsWith(name)))
      .join('\n')
      .trim(),
  };
}

/** The idempotency key that a commit message carries. */
export function readIdempotencyKey(message: string): string | undefined {
  return readTrailers(message, IDEMPOTENCY_TRAILER)[0];
}

/** Who has proposed and reviewed what a commit merges, if its message says so. */
export function readReview(message: string): GitOpsReview | undefined {
  const [proposal] = readTrailers(message, PROPOSAL_TRAILER);
  const [reviewedBy] = readPersons(message, REVIEWER_TRAILER);
  return proposal && reviewedBy
    ? {
        proposal,
        proposedBy: readPersons(message, PROPOSER_TRAILER),
        reviewedBy,
      }
    : undefined;
}

function readPersons(message: string, trailer: string): GitOpsPerson[] {
  return readTrailers(message, trailer).flatMap(value => {
    const [, name, email] = PERSON.exec(value) ?? [];
    return name ? [{ name, email }] : [];
  });
}

function readTrailers(message: string, trailer: string): string[] {
  const prefix = `${trailer}: `.toLowerCase();
  return lastParagraph(message)
    .filter(line => line.toLowerCase().startsWith(prefix))
    .map(line => line.slice(prefix.length).trim());
}

function checkedMessage(text: string): string {
  const message = text.replace(/\r\n?/g, '\n').trim();
  if (message === '' || message.includes('\0')) {
    throw new InputError('A commit needs a message of text');
  }
  if (Buffer.byteLength(message) > MAX_MESSAGE_BYTES) {
    throw new InputError(
      `The commit message is longer than ${MAX_MESSAGE_BYTES} bytes`,
    );
  }
  const lines = message.split('\n').map(line => line.toLowerCase());
  const forged = OWN_TRAILERS.find(name =>
    lines.some(line => line.startsWith(`${name}:`.toLowerCase())),
  );
  if (forged) {
    // Otherwise the text of a form could pretend that another step has run, or that somebody has reviewed it.
    throw new InputError(
      `The commit message must not contain the trailer ${forged}`,
    );
  }
  return message;
}

function withTrailers(message: string, trailers: string[]): string {
  const gap = endsWithTrailers(message) ? '\n' : '\n\n';
  return `${message}${gap}${trailers.join('\n')}\n`;
}

function formatPerson({ name, email }: GitOpsPerson): string {
  return `${name} <${email}>`;
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
