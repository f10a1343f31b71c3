import { MeasureRemarks } from '@modelyard/plugin-llm-node';
import { EngineFailures } from '../http/EngineFailures';
import { ApiResponse } from '../http/Transport';
import { classifyFailure, FailureContext } from './classifyFailure';

/** A successful answer of the API. */
export interface ApiAnswer extends MeasureRemarks {
  readonly data: unknown;
  readonly headers: Headers;
  /** Length of the body in bytes. */
  readonly bytes: number;
}

/** Annotations of PromQL itself, which say something of the query and not of the data. */
const OF_THE_QUERY = /^PromQL (?:warning|info)/;

/**
 * Reads the envelope that all answers of the API come in.
 *
 * @throws TransientFailure where it may go better the next time; MeasureEngineError
 */
export function readEnvelope(
  response: ApiResponse,
  context: FailureContext,
): ApiAnswer {
  const { status, headers, text, bytes } = response;
  const type = essenceOf(headers.get('content-type'));
  const body = isJson(type) ? parse(text) : undefined;
  const said = isRecord(body) ? body.status : undefined;
  if (status < 200 || status >= 300 || said === 'error') {
    throw classifyFailure({ response, type, body, context });
  }
  if (!isRecord(body) || said !== 'success') {
    throw notTheApi({ type, body, context });
  }
  return {
    data: body.data,
    headers,
    bytes,
    ...readRemarks(body, context.failures),
  };
}

function notTheApi(options: {
  type: string;
  body: unknown;
  context: FailureContext;
}): Error {
  const { type, body, context } = options;
  const { failures, key } = context;
  if (isJson(type)) {
    return body === undefined
      ? failures.make('engine-error', 'answers with JSON that is broken off')
      : failures.make(
          'not-prometheus',
          `answers with other JSON than the API of Prometheus does; check ${key}.url`,
        );
  }
  const what = type === 'text/html' ? 'a web page' : type || 'no content type';
  return failures.make(
    'not-prometheus',
    `answers with ${what} instead of JSON, as a page to sign in does; check ${key}.url`,
  );
}

function readRemarks(
  { warnings, infos, isPartial }: Record<string, unknown>,
  failures: EngineFailures,
): MeasureRemarks {
  const said = readTexts(warnings, failures);
  return {
    warnings: said,
    infos: readTexts(infos, failures),
    // Only VictoriaMetrics says it outright; a warning of the others is about data that was out of reach.
    partial: isPartial === true || said.some(text => !OF_THE_QUERY.test(text)),
  };
}

function readTexts(value: unknown, failures: EngineFailures): string[] {
  return Array.isArray(value)
    ? value
        .filter((text): text is string => typeof text === 'string')
        .map(text => failures.clean(text))
    : [];
}

function essenceOf(type: string | null): string {
  return (type ?? '').split(';')[0].trim().toLowerCase().slice(0, 60);
}

function isJson(type: string): boolean {
  return /^application\/(?:[\w.+-]+\+)?json$/.test(type);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether something is an object of JSON. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
