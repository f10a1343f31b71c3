import {
  InputError,
  isError,
  ResponseError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { causesOf, readConnectionFailure } from '../../http/connectionFailure';
import { describeUrl } from './describeUrl';
import { RefusedAddressError } from './dispatchers';

const OURS =
  /^(?:InputError|NotFoundError|NotAllowedError|ServiceUnavailableError)$/;

/** Whether an error already says in one line what is wrong. */
export function isExplained(error: unknown): error is Error {
  return (
    isError(error) && OURS.test(error.name) && !(error instanceof ResponseError)
  );
}

/** Turns what a request failed with, before there was an answer, into an error with one line. */
export function explainFailure(options: {
  error: unknown;
  url: URL;
  /** Milliseconds that the request was given. */
  timeout: number;
}): Error {
  const { error, url, timeout } = options;
  if (isExplained(error)) {
    return error;
  }
  const name = describeUrl(url);
  if (
    [...causesOf(error)].some(cause => cause instanceof RefusedAddressError)
  ) {
    return new InputError(
      `${name} is an address inside a network, which is not asked: only llm.hub.allowedHosts can allow that`,
    );
  }
  const { reason, timedOut } = readConnectionFailure(error);
  if (timedOut) {
    return new ServiceUnavailableError(
      `${name} did not answer within ${timeout / 1000} s`,
    );
  }
  return new ServiceUnavailableError(
    `${name} cannot be reached${reason ? `: ${reason}` : ''}`,
  );
}
