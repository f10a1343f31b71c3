import { LlmMeasureEngineErrorKind } from '@modelyard/plugin-llm-common';
import { MeasureEngineError } from '@modelyard/plugin-llm-node';
import { PrometheusEngineConfig } from '../config/PrometheusEngineConfig';
import { EngineFailures, TransientFailure } from '../http/EngineFailures';
import { parseRetryAfter } from '../http/retry';
import { ApiResponse } from '../http/Transport';

/** What messages are made with. */
export interface FailureContext
  extends Pick<PrometheusEngineConfig, 'key' | 'url' | 'auth'> {
  readonly failures: EngineFailures;
}

interface Failure {
  readonly kind: LlmMeasureEngineErrorKind;
  readonly reason: string;
  /** Whether it may go better the next time. */
  readonly passing?: boolean;
}

/**
 * Limits, in the words of Prometheus, Thanos, Mimir and VictoriaMetrics: the same status, 422 or 400, says that a query is
 * wrong.
 */
const LIMIT =
  /too many (?:points|samples|series|chunks)|maximum resolution|max(?:imum)? number of|cannot exceed -search|cannot select more than|exceed(?:s|ed)? (?:the )?(?:max|limit|\d)|\(limit: |response too large/i;
const TOOK_TOO_LONG = /\btimeout\b|\btimed out\b|deadline exceeded/i;

/**
 * Tells what an answer means that is not a success: by what the engine says in JSON, or else by the status.
 *
 * @returns A TransientFailure where it may go better the next time
 */
export function classifyFailure(options: {
  response: ApiResponse;
  /** Essence of the content type. */
  type: string;
  /** The body, where that is JSON. */
  body: unknown;
  context: FailureContext;
}): MeasureEngineError | TransientFailure {
  const { response, type, body, context } = options;
  const { failures } = context;
  const { kind, reason, passing } =
    byStatus(response, context) ??
    bySaying(body, response.status) ??
    byStatusAlone(response, type, context);
  const failure = failures.make(kind, reason);
  return passing
    ? new TransientFailure(
        failure,
        parseRetryAfter(response.headers.get('retry-after'), Date.now()),
      )
    : failure;
}

const CREDENTIALS: Record<
  'token' | 'password' | 'none',
  (key: string) => string
> = {
  token: key => `does not accept ${key}.token`,
  password: key => `does not accept ${key}.username and ${key}.password`,
  none: key => `wants to know who asks; set ${key}.token`,
};

/** What is plain from the status, whoever sends it. */
function byStatus(
  { status, headers, text }: ApiResponse,
  { key, url, auth }: FailureContext,
): Failure | undefined {
  if (status >= 300 && status < 400) {
    return {
      kind: 'not-prometheus',
      reason: `leads on to ${placeOf(
        headers.get('location'),
        url,
      )}, which is not followed; ${key}.url must be the address of the API itself`,
    };
  }
  switch (status) {
    case 401:
      return {
        kind: 'unauthorised',
        reason: /no org id/i.test(text)
          ? `wants to know the tenant (401); set ${key}.tenant`
          : `${CREDENTIALS[auth ?? 'none'](key)} (401)`,
      };
    case 403:
      return {
        kind: 'forbidden',
        reason: `does not let the portal read this (403); check what ${key} may see`,
      };
    case 429:
      return {
        kind: 'busy',
        reason: 'has too much to do (429)',
        passing: true,
      };
    default:
      return undefined;
  }
}

/** What the engine itself says; undefined where it says nothing in the form of the API. */
function bySaying(body: unknown, status: number): Failure | undefined {
  const { error, errorType } = (body ?? {}) as Record<string, unknown>;
  if (typeof error !== 'string' || error === '') {
    return undefined;
  }
  // What stands in quotation marks is the query, and can hold any words.
  const words = error.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  if (errorType === 'timeout' || TOOK_TOO_LONG.test(words)) {
    return {
      kind: 'timeout',
      reason: `has given up a query that took too long: ${error}`,
    };
  }
  if (errorType === 'unavailable' || status === 503 || status === 502) {
    return {
      kind: 'engine-error',
      reason: `is not available now: ${error}`,
      passing: true,
    };
  }
  if (errorType === 'internal' || errorType === 'canceled' || status >= 500) {
    return { kind: 'engine-error', reason: `has failed: ${error}` };
  }
  return LIMIT.test(words)
    ? { kind: 'too-large', reason: `does not answer that much: ${error}` }
    : { kind: 'bad-query', reason: `does not take the query: ${error}` };
}

function byStatusAlone(
  { status, text }: ApiResponse,
  type: string,
  { key }: FailureContext,
): Failure {
  const said = type === 'text/plain' && text.trim() ? `: ${text}` : '';
  switch (status) {
    case 404:
    case 405:
    case 410:
      return noApi(status, key);
    case 400:
    case 422:
      // VictoriaMetrics does not know a path.
      return /unsupported path/i.test(said)
        ? noApi(status, key)
        : {
            kind: 'bad-query',
            reason: `does not take the query (${status})${said}`,
          };
    case 408:
    case 504:
      return {
        kind: 'timeout',
        reason: `has taken too long for somebody before it (${status})`,
      };
    case 413:
    case 414:
    case 431:
      return {
        kind: 'too-large',
        reason: `does not take a query of that length (${status})`,
      };
    case 502:
    case 503:
      return {
        kind: 'engine-error',
        reason: `is not available now (${status})${said}`,
        passing: true,
      };
    default:
      return {
        kind: 'engine-error',
        reason: `answers with status ${status}${said}`,
      };
  }
}

function noApi(status: number, key: string): Failure {
  return {
    kind: 'not-prometheus',
    reason: `has no API of Prometheus at that address (${status}); check ${key}.url`,
  };
}

/** Where a redirect leads; what follows the path may be a secret. */
function placeOf(location: string | null, base: string): string {
  const url =
    location !== null && URL.canParse(location, base)
      ? new URL(location, base)
      : undefined;
  return url ? `${url.origin}${url.pathname}` : 'an address that is none';
}
