import { InputError } from '@backstage/errors';
import express, { RequestHandler } from 'express';

const KIB = 1024;
const MIB = 1024 * KIB;

/** Bodies that hold a file of somebody's. */
interface LargeBody {
  readonly most: number;
  /** What to say of one that is larger; reads on after "The request has more than so many MiB". */
  readonly hint: string;
}

const LARGE = new Map<string, LargeBody>([
  [
    '/v1/models/inspect',
    {
      // Enough for the configuration of any model that is published: the largest have a few hundred KiB.
      most: 2 * MIB,
      hint: 'config must be the config.json of a model, which is much smaller',
    },
  ],
  [
    '/v1/baselines',
    {
      most: 8 * MIB,
      hint: "leave single requests out of the result, with guidellm's option for the sample size or without --save-detailed of vllm bench serve",
    },
  ],
]);
const MOST = 100 * KIB;

/** Parses JSON bodies; larger ones where somebody sends a file. */
export function parseBody(): RequestHandler {
  const small = express.json({ limit: MOST });
  const large = new Map(
    [...LARGE].map(([path, { most }]) => [path, express.json({ limit: most })]),
  );
  return (request, response, next) => {
    const { path } = request;
    (large.get(path) ?? small)(request, response, error =>
      next(isTooLarge(error) ? tooLarge(LARGE.get(path)) : error),
    );
  };
}

function isTooLarge(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'type' in error &&
    error.type === 'entity.too.large'
  );
}

function tooLarge(body: LargeBody | undefined): Error {
  return new InputError(
    body
      ? `The request has more than ${body.most / MIB} MiB: ${body.hint}`
      : 'The request has more than 100 KiB',
  );
}
