import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { fetch, Response } from 'undici';
import { collectBody } from '../modelSource/http/collectBody';
import { isRecord } from './ManifestObject';

/** Most bytes of an answer: the lists of kinds of large API groups have some ten thousand. */
const MAX_ANSWER = 2 * 1024 * 1024;

/**
 * Nothing is ever changed: this goes with every request that is not a plain read. What the object says that its kind does
 * not know is an error, as the cluster would lose it silently. With `force` a field that another controller wrote, such as
 * the one that applies the GitOps repository, is no conflict: in a dry run nobody takes it over.
 */
const DRY_RUN =
  'dryRun=All&fieldValidation=Strict&fieldManager=modelyard&force=true';

/** What a cluster, or what stands before it, has answered. */
export interface ClusterAnswer {
  status: number;
  /** What its JSON says; undefined where it is none. */
  body: unknown;
  /** Texts of its Warning headers. */
  warnings: string[];
}

/** Why a cluster cannot be asked at all, as a part of a sentence. */
export class ClusterUnavailable extends Error {
  override name = 'ClusterUnavailable';
}

/** A cluster as the Kubernetes plugin lists it. */
export interface ListedCluster {
  name: string;
  authProvider: string;
}

/**
 * Speaks with clusters through the Kubernetes plugin of the portal, which holds their addresses and credentials. It can read,
 * and apply in a dry run, and nothing else.
 */
export class ClusterClient {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;
  readonly #timeout: number;

  /** @param options - `timeout` in milliseconds for each request */
  constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    timeout: number;
  }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
    this.#timeout = options.timeout;
  }

  /** The clusters of the portal; undefined where it has no Kubernetes plugin. */
  async listClusters(
    signal?: AbortSignal,
  ): Promise<ListedCluster[] | undefined> {
    const { status, body } = await this.#send({
      path: '/clusters',
      what: 'the Kubernetes plugin of the portal',
      signal,
    });
    if (status === 404) {
      return undefined;
    }
    if (status !== 200 || !isRecord(body) || !Array.isArray(body.items)) {
      throw new ClusterUnavailable(
        `the Kubernetes plugin of the portal does not list its clusters (it answers with status ${status})`,
      );
    }
    return body.items.flatMap(item =>
      isRecord(item) && typeof item.name === 'string'
        ? [{ name: item.name, authProvider: String(item.authProvider) }]
        : [],
    );
  }

  /** Reads a path of the API of a cluster. */
  async read(options: {
    cluster: string;
    path: string;
    signal?: AbortSignal;
  }): Promise<ClusterAnswer> {
    return this.#ask({ ...options, method: 'GET' });
  }

  /** Applies an object, which changes nothing. */
  async applyInDryRun(options: {
    cluster: string;
    path: string;
    /** JSON, which is YAML as well. */
    body: string;
    signal?: AbortSignal;
  }): Promise<ClusterAnswer> {
    const { path, ...rest } = options;
    return this.#ask({ ...rest, path: `${path}?${DRY_RUN}`, method: 'PATCH' });
  }

  async #ask(options: {
    cluster: string;
    path: string;
    method: 'GET' | 'PATCH';
    body?: string;
    signal?: AbortSignal;
  }): Promise<ClusterAnswer> {
    const { cluster, path, method, body, signal } = options;
    return this.#send({
      path: `/proxy${path}`,
      what: `the cluster ${cluster}`,
      method,
      body,
      headers: {
        'backstage-kubernetes-cluster': cluster,
        ...(body !== undefined && {
          'content-type': 'application/apply-patch+yaml',
          // The object as it would be is nothing that anybody needs: it can hold more than what was sent.
          accept:
            'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json',
        }),
      },
      signal,
    });
  }

  async #send(options: {
    path: string;
    what: string;
    method?: 'GET' | 'PATCH';
    body?: string;
    headers?: Record<string, string>;
    signal?: AbortSignal;
  }): Promise<ClusterAnswer> {
    const { path, what, method = 'GET', body, signal } = options;
    const url = new URL(
      `${await this.#discovery.getBaseUrl('kubernetes')}${path}`,
    );
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'kubernetes',
    });
    const timeout = AbortSignal.timeout(this.#timeout);
    try {
      const response = await fetch(url, {
        method,
        body,
        redirect: 'error',
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        headers: {
          accept: 'application/json',
          // What is packed can be much longer than what its length says.
          'accept-encoding': 'identity',
          'user-agent': 'modelyard',
          ...options.headers,
          authorization: `Bearer ${token}`,
        },
      });
      return {
        status: response.status,
        body: await readJson(response, url),
        warnings: readWarnings(response),
      };
    } catch {
      signal?.throwIfAborted();
      // What failed below can name addresses and headers.
      throw new ClusterUnavailable(
        timeout.aborted
          ? `${what} did not answer within ${this.#timeout / 1000} s`
          : `${what} cannot be reached, or its answer cannot be read`,
      );
    }
  }
}

async function readJson(response: Response, url: URL): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(?:;|$)/i.test(type)) {
    await response.body?.cancel();
    return undefined;
  }
  const bytes = await collectBody({
    body: response.body ?? [],
    length: response.headers.get('content-length'),
    maxBytes: MAX_ANSWER,
    longer: 'refuse',
    url,
  });
  return JSON.parse(Buffer.from(bytes).toString('utf8'));
}

/** The texts in `299 - "text"`, in which quotation marks and backslashes are escaped. */
function readWarnings(response: Response): string[] {
  const header = response.headers.get('warning') ?? '';
  return [...header.matchAll(/\b299 \S+ "((?:[^"\\]|\\.)*)"/g)].map(
    ([, text]) => text.replace(/\\(.)/g, '$1'),
  );
}
