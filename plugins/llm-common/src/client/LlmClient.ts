import { ResponseError } from '@backstage/errors';
import { LlmChange, LlmChangeSummary } from './LlmChange';
import { LlmModelInspection, LlmModelToInspect } from './LlmModelInspection';
import { LlmDrift } from './LlmDrift';
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
 * What the one who decides on a change has seen of it.
 *
 * @public
 */
export interface LlmChangeDecision {
  /** Id of the version that was seen. */
  expectedHead: string;
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
    const sources = fieldOf(body, 'sources');
    if (!Array.isArray(sources)) {
      throw withoutA('list of sources');
    }
    return sources;
  }

  /**
   * Lists the changes that wait for a review, newest first. Needs the permission `llm.change.read`.
   *
   * @throws ResponseError when the backend refuses or fails
   */
  async listChanges(
    options: LlmRequestOptions = {},
  ): Promise<LlmChangeSummary[]> {
    const body = await this.#getJson('/v1/changes', options);
    const changes = fieldOf(body, 'changes');
    if (!Array.isArray(changes)) {
      throw withoutA('list of changes');
    }
    return changes;
  }

  /**
   * Reads a change with all that a reviewer decides upon. Needs the permission `llm.change.read`.
   *
   * @param id - names the change
   * @throws ResponseError when the backend refuses or fails; with status 404 where the change is not open any more
   */
  async readChange(
    id: string,
    options: LlmRequestOptions = {},
  ): Promise<LlmChange> {
    const body = await this.#getJson(pathOf(id), options);
    const lists = ['authors', 'files', 'owners', 'conflicts', 'obstacles'];
    if (
      typeof fieldOf(body, 'head') !== 'string' ||
      !lists.every(name => Array.isArray(fieldOf(body, name)))
    ) {
      throw withoutA('change');
    }
    return body as LlmChange;
  }

  /**
   * Tells how committed manifests stand to their intents: those of one model or one pool with the texts of edited files, or all
   * that are not in step, without texts. Needs the permission `llm.change.read`.
   *
   * @param question - `model`: ref of a Model; or `pool`: ref of a GpuPool
   * @throws ResponseError when the backend refuses or fails; with status 404 where the model or the pool is not seen
   */
  async listDrift(
    question: { model?: string; pool?: string } = {},
    options: LlmRequestOptions = {},
  ): Promise<LlmDrift[]> {
    const asked = Object.entries(question).filter(([, ref]) => ref);
    const query =
      asked.length > 0
        ? `?${new URLSearchParams(Object.fromEntries(asked))}`
        : '';
    const body = await this.#getJson(`/v1/drift${query}`, options);
    const drift = fieldOf(body, 'drift');
    if (!Array.isArray(drift)) {
      throw withoutA('list of drift');
    }
    return drift;
  }

  /**
   * Merges a change of somebody else, in the version that was seen. Needs the permission `llm.change.merge`.
   *
   * @param id - names the change
   * @param decision - `expectedHead`: the version that was seen
   * @returns the commit of the main branch
   * @throws ResponseError when the backend refuses or fails; with status 409 where the change has another version by now,
   * or is in conflict with what was merged since, and 404 where it is not open any more
   */
  async mergeChange(
    id: string,
    decision: LlmChangeDecision,
    options: LlmRequestOptions = {},
  ): Promise<{ commit: string }> {
    const { expectedHead } = decision;
    const response = await this.#fetch(`${pathOf(id)}/merge`, options, {
      expectedHead,
    });
    const commit = fieldOf(await readJson(response), 'commit');
    if (typeof commit !== 'string') {
      throw withoutA('commit');
    }
    return { commit };
  }

  /**
   * Gives a change up, in the version that was seen. Needs the permission `llm.change.withdraw`.
   *
   * @param id - names the change
   * @param decision - `expectedHead`: the version that was seen
   * @throws ResponseError as {@link LlmClient.mergeChange} does
   */
  async withdrawChange(
    id: string,
    decision: LlmChangeDecision,
    options: LlmRequestOptions = {},
  ): Promise<void> {
    const { expectedHead } = decision;
    await this.#fetch(`${pathOf(id)}/withdraw`, options, { expectedHead });
  }

  /**
   * Has the backend read what a model is: architecture, size, licence, and the revision that was read. Needs the permission
   * `llm.model.inspect`.
   *
   * @param model - where it is published, or its configuration
   * @throws ResponseError when the backend refuses or fails; with status 400 for an address or a file that cannot be taken,
   * 403 for a model that is gated, 404 for one that is not there, 429 while too many are read for the same user, and 503
   * where its host does not answer
   */
  async inspectModel(
    model: LlmModelToInspect,
    options: LlmRequestOptions = {},
  ): Promise<LlmModelInspection> {
    const { uri, revision, config, name } = model;
    const response = await this.#fetch('/v1/models/inspect', options, {
      uri,
      revision,
      config,
      name,
    });
    const body = await readJson(response);
    if (
      typeof fieldOf(fieldOf(body, 'version'), 'name') !== 'string' ||
      !Array.isArray(fieldOf(body, 'issues'))
    ) {
      throw withoutA('model');
    }
    return body as LlmModelInspection;
  }

  async #getJson(path: string, options: LlmRequestOptions): Promise<unknown> {
    return readJson(await this.#fetch(path, options));
  }

  /** Asks for something, or posts `body` where there is one. */
  async #fetch(
    path: string,
    options: LlmRequestOptions,
    body?: object,
  ): Promise<Response> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('llm');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, {
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        accept: 'application/json',
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

function pathOf(changeId: string): string {
  return `/v1/changes/${encodeURIComponent(changeId)}`;
}

async function readJson(response: Response): Promise<unknown> {
  const contentType = response.headers.get('content-type') ?? 'none';
  if (!/^application\/json\b/i.test(contentType)) {
    throw new Error(
      `The llm backend answered with the content type ${contentType} instead of application/json`,
    );
  }
  return response.json();
}

function fieldOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null
    ? (body as Record<string, unknown>)[name]
    : undefined;
}

function withoutA(expected: string): Error {
  return new Error(
    `The llm backend answered without a ${expected}; do the versions of its packages match?`,
  );
}
