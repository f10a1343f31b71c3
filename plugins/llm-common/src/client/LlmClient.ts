import { ResponseError } from '@backstage/errors';
import { LlmSource } from './LlmSource';

/**
 * What {@link LlmClient} needs. The core services of both frontend systems fit; a backend passes its discovery service and
 * `fetch`.
 *
 * @public
 */
export interface LlmClientOptions {
  /** Knows where backend plugins are. */
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  /** Sends requests, with the user's credentials in a portal's frontend. */
  fetchApi: { fetch: typeof fetch };
}

/**
 * Options of one request.
 *
 * @public
 */
export interface LlmRequestOptions {
  /** Ends the request early. */
  signal?: AbortSignal;
  /** Plugin token, for callers whose `fetch` adds no credentials of its own. */
  token?: string;
}

/**
 * Talks to the `llm` backend plugin over HTTP.
 *
 * @public
 */
export class LlmClient {
  readonly #discoveryApi: LlmClientOptions['discoveryApi'];
  readonly #fetchApi: LlmClientOptions['fetchApi'];

  /** Makes a client. */
  static create(options: LlmClientOptions): LlmClient {
    return new LlmClient(options);
  }

  private constructor(options: LlmClientOptions) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  /**
   * Tells how the sources of the portal's data are doing. Needs the permission `llm.source.read`.
   *
   * @throws ResponseError when the backend refuses or fails
   */
  async listSources(options: LlmRequestOptions = {}): Promise<LlmSource[]> {
    const body = await this.#getJson('/v1/sources', options);
    const sources = (body as { sources?: unknown } | null)?.sources;
    if (!Array.isArray(sources)) {
      throw new Error(
        'The llm backend answered without a list of sources; do the versions of its packages match?',
      );
    }
    return sources;
  }

  async #getJson(path: string, options: LlmRequestOptions): Promise<unknown> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('llm');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, {
      headers: {
        accept: 'application/json',
        ...(options.token && { authorization: `Bearer ${options.token}` }),
      },
      signal: options.signal,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const contentType = response.headers.get('content-type') ?? 'none';
    if (!/^application\/json\b/i.test(contentType)) {
      throw new Error(
        `The llm backend answered with the content type ${contentType} instead of application/json`,
      );
    }
    return response.json();
  }
}
