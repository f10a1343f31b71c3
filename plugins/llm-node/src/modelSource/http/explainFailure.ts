import {
  InputError,
  isError,
  ResponseError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { describeUrl } from './describeUrl';
import { RefusedAddressError } from './dispatchers';

const OURS =
  /^(?:InputError|NotFoundError|NotAllowedError|ServiceUnavailableError)$/;

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was closed',
  UND_ERR_SOCKET: 'the connection was closed',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'the name of the host cannot be looked up',
  ETIMEDOUT: 'the connection took too long',
  UND_ERR_CONNECT_TIMEOUT: 'the connection took too long',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'its certificate is self-signed (NODE_EXTRA_CA_CERTS names the authorities to trust)',
  SELF_SIGNED_CERT_IN_CHAIN:
    'its certificate comes from an unknown authority (NODE_EXTRA_CA_CERTS names those to trust)',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its certificate comes from an unknown authority (NODE_EXTRA_CA_CERTS names those to trust)',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
  CERT_HAS_EXPIRED: 'its certificate has expired',
};

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
  const causes = [...causesOf(error)];
  if (causes.some(cause => cause instanceof RefusedAddressError)) {
    return new InputError(
      `${name} is an address inside a network, which is not asked: only llm.hub.allowedHosts can allow that`,
    );
  }
  if (causes.some(({ name: kind }) => kind === 'TimeoutError')) {
    return new ServiceUnavailableError(
      `${name} did not answer within ${timeout / 1000} s`,
    );
  }
  const code = causes.map(codeOf).find(Boolean);
  return new ServiceUnavailableError(
    `${name} cannot be reached${code ? `: ${REASONS[code] ?? code}` : ''}`,
  );
}

function* causesOf(error: unknown): Generator<Error> {
  let current = error;
  for (
    let depth = 0;
    depth < 8 && typeof current === 'object' && current;
    depth++
  ) {
    const { cause, errors }: { cause?: unknown; errors?: unknown } = current;
    yield current as Error;
    // Several addresses of a host fail together.
    current = cause ?? (Array.isArray(errors) ? errors[0] : undefined);
  }
}

function codeOf(error: Error): string | undefined {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[A-Z_]{3,60}$/.test(code)
    ? code
    : undefined;
}
