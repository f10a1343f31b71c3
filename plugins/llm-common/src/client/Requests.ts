import { ResponseError } from '@backstage/errors';
import type { LlmClientOptions, LlmRequestOptions } from './LlmClient';

/** Sends the requests of the client, and holds answers to what is expected of them. */
export class Requests {
  readonly #options: LlmClientOptions;

  static create(options: LlmClientOptions) {
    return new Requests(options);
  }

  private constructor(options: LlmClientOptions) {
    this.#options = options;
  }

  /** Asks for JSON, or posts `body` for it where there is one. */
  async json(
    path: string,
    options: LlmRequestOptions,
    body?: object,
  ): Promise<unknown> {
    const response = await this.send(path, options, body);
    expectType(response, /^application\/json\b/i, 'application/json');
    return response.json();
  }

  /** Asks for something in the format of tables. */
  async csv(path: string, options: LlmRequestOptions): Promise<string> {
    const response = await this.send(path, options, undefined, 'text/csv');
    expectType(response, /^text\/csv\b/i, 'text/csv');
    return response.text();
  }

  /** Sends a request whose answer has no body that matters. */
  async send(
    path: string,
    options: LlmRequestOptions,
    body?: object,
    accept: string = 'application/json',
  ): Promise<Response> {
    const { discoveryApi, fetchApi } = this.#options;
    const baseUrl = await discoveryApi.getBaseUrl('llm');
    const response = await fetchApi.fetch(`${baseUrl}${path}`, {
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        accept,
        ...(body && { 'content-type': 'application/json' }),
        ...(options.token && { authorization: `Bearer ${options.token}` }),
      },
      signal: options.signal,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

function expectType(response: Response, type: RegExp, name: string): void {
  const contentType = response.headers.get('content-type') ?? 'none';
  if (!type.test(contentType)) {
    throw new Error(
      `The llm backend answered with the content type ${contentType} instead of ${name}`,
    );
  }
}

/** The query of a path, `?` included; empty where nothing is asked. Lists stand as the same name several times. */
export function queryOf(
  asked: Readonly<
    Record<string, string | number | readonly string[] | undefined>
  >,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) {
    const values = Array.isArray(value) ? value : [value];
    for (const each of values) {
      if (each !== undefined && each !== '') {
        query.append(name, `${each}`);
      }
    }
  }
  const text = query.toString();
  return text && `?${text}`;
}

/** A field of an answer; undefined where it has none. */
export function fieldOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null
    ? (body as Record<string, unknown>)[name]
    : undefined;
}

/** What is thrown where an answer lacks what it is for. */
export function withoutA(expected: string): Error {
  return new Error(
    `The llm backend answered without a ${expected}; do the versions of its packages match?`,
  );
}
