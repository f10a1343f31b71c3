import { InputError } from '@backstage/errors';
import express, { RequestHandler } from 'express';

const KIB = 1024;
/** Enough for the configuration of any model that is published: the largest have a few hundred KiB. */
const MOST_OF_A_MODEL = 2 * KIB * KIB;
const MOST = 100 * KIB;

/** Parses JSON bodies; larger ones where somebody pastes the configuration of a model. */
export function parseBody(): RequestHandler {
  const small = express.json({ limit: MOST });
  const large = express.json({ limit: MOST_OF_A_MODEL });
  return (request, response, next) => {
    const isModel = request.path === '/v1/models/inspect';
    (isModel ? large : small)(request, response, error =>
      next(isTooLarge(error) ? tooLarge(isModel) : error),
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

function tooLarge(isModel: boolean): Error {
  return new InputError(
    isModel
      ? 'The request has more than 2 MiB: config must be the config.json of a model, which is much smaller'
      : 'The request has more than 100 KiB',
  );
}
