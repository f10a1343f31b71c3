/** How a call ended that did not end well. */
export type Outcome = 'failed' | 'refused' | 'aborted';

/** What a span says of its end. */
export interface Ending {
  /** Whether its status is an error. */
  readonly error: boolean;
  readonly errorType?: string;
  readonly exception?: string;
  readonly httpStatus?: number;
  readonly grpcStatus?: number;
}

const ABORTED = /cancel|abort|disconnect|client.?closed|broken.?pipe/i;
const REFUSED =
  /rate.?limit|too.?many|quota|budget|unauth|forbidden|permission|authenticat|denied|invalid|bad.?request|not.?found|unprocessable|unsupported|content.?(?:filter|policy)|context.?(?:length|window)|guardrail|validation|blocked/i;

/**
 * How a call ended: `failed` is the service's fault (errors of the server, timeouts), `refused` is what was turned away for
 * what it was (limits, rights, form), `aborted` that the client went away. A code says more than a word, and a word more than
 * the bare status.
 *
 * @returns Undefined where it ended well
 */
export function outcomeOf(ending: Ending): Outcome | undefined {
  const { error, errorType, exception, httpStatus, grpcStatus } = ending;
  if (httpStatus !== undefined && httpStatus >= 400) {
    return outcomeOfHttp(httpStatus);
  }
  if (grpcStatus !== undefined && grpcStatus > 0) {
    return outcomeOfGrpc(grpcStatus);
  }
  const type = errorType || (error ? exception : undefined);
  if (type) {
    return outcomeOfWord(type);
  }
  return error ? 'failed' : undefined;
}

/** What the value of `error.type` means, which is a code, the name of a class or a word. */
export function outcomeOfWord(type: string): Outcome {
  if (/^[1-5]\d\d$/.test(type)) {
    return outcomeOfHttp(Number(type));
  }
  if (ABORTED.test(type)) {
    return 'aborted';
  }
  return REFUSED.test(type) ? 'refused' : 'failed';
}

function outcomeOfHttp(status: number): Outcome {
  // 499: the client closed the request. 408: the service was too slow to take it.
  if (status === 499) {
    return 'aborted';
  }
  return status >= 400 && status < 500 && status !== 408 ? 'refused' : 'failed';
}

function outcomeOfGrpc(status: number): Outcome {
  switch (status) {
    case 1: // CANCELLED
      return 'aborted';
    case 3: // INVALID_ARGUMENT
    case 5: // NOT_FOUND
    case 6: // ALREADY_EXISTS
    case 7: // PERMISSION_DENIED
    case 8: // RESOURCE_EXHAUSTED
    case 9: // FAILED_PRECONDITION
    case 11: // OUT_OF_RANGE
    case 12: // UNIMPLEMENTED
    case 16: // UNAUTHENTICATED
      return 'refused';
    default:
      return 'failed';
  }
}
