/**
 * Why a request came to no answer.
 *
 * @public
 */
export interface ConnectionFailure {
  /** Code of Node or of its HTTP client, such as `ECONNREFUSED`. */
  readonly code?: string;
  /** What that means, as the end of a sentence; the code itself where it is a rare one. */
  readonly reason?: string;
  /** Whether a time limit of the request ended it. */
  readonly timedOut: boolean;
}

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

/**
 * Reads what `fetch` failed with. Messages of the causes name addresses inside the network, so none of them is passed on.
 *
 * @public
 */
export function readConnectionFailure(error: unknown): ConnectionFailure {
  const causes = [...causesOf(error)];
  const code = causes.map(codeOf).find(Boolean);
  return {
    ...(code && { code, reason: REASONS[code] ?? code }),
    timedOut: causes.some(({ name }) => name === 'TimeoutError'),
  };
}

/** An error and what caused it, the outermost first. */
export function* causesOf(error: unknown): Generator<Error> {
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
