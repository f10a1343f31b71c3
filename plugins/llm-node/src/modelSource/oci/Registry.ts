import {
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { OciAddress } from '../address/ModelAddress';
import { sha256 } from '../files/digestFiles';
import { HttpAnswer, HttpReader } from '../http/HttpReader';
import { parseBearerChallenge } from './parseBearerChallenge';

const MIB = 1024 * 1024;

/** The specification lets registries refuse manifests above this size. */
const MOST_MANIFEST_BYTES = 4 * MIB;
const MOST_TOKEN_BYTES = MIB;

const MANIFESTS = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
].join(', ');

/** Reads one repository of a registry (OCI distribution specification 1.1) as anybody may who does not sign in. */
export class Registry {
  readonly #http: HttpReader;
  readonly #base: string;
  readonly #name: string;
  #token: string | undefined;

  private constructor(options: {
    http: HttpReader;
    scheme: 'http' | 'https';
    address: OciAddress;
  }) {
    const { http, scheme, address } = options;
    this.#http = http;
    this.#base = `${scheme}://${address.registry}/v2/${address.repository}`;
    this.#name = address.name;
  }

  static create(options: {
    http: HttpReader;
    scheme: 'http' | 'https';
    address: OciAddress;
  }): Registry {
    return new Registry(options);
  }

  /**
   * @param reference - tag or digest
   * @returns The manifest or index with its digest, which is computed and not taken from the registry's word
   * @throws NotFoundError, NotAllowedError, ServiceUnavailableError; InputError where it is not what its digest says
   */
  async readManifest(
    reference: string,
  ): Promise<{ digest: string; content: unknown }> {
    const { bytes } = await this.#get({
      path: `manifests/${reference}`,
      accept: MANIFESTS,
      kind: 'json',
      maxBytes: MOST_MANIFEST_BYTES,
      longer: 'refuse',
      what: reference,
    });
    const digest = `sha256:${sha256(bytes)}`;
    if (reference.startsWith('sha256:') && reference !== digest) {
      throw new InputError(
        `${
          this.#name
        }@${reference} is not what its digest says: it was changed, or the registry is broken`,
      );
    }
    return { digest, content: this.#parse(bytes, reference) };
  }

  /** Reads a blob that is JSON. @throws as `readBlob`, and InputError where it is none */
  async readJson(digest: string, maxBytes: number): Promise<unknown> {
    const bytes = await this.readBlob({ digest, maxBytes, longer: 'refuse' });
    if (`sha256:${sha256(bytes)}` !== digest) {
      throw new InputError(
        `${
          this.#name
        }@${digest} is not what its digest says: it was changed, or the registry is broken`,
      );
    }
    return this.#parse(bytes, digest);
  }

  /** Reads a blob, or its beginning. */
  async readBlob(options: {
    digest: string;
    maxBytes: number;
    longer: 'refuse' | 'cut';
  }): Promise<Uint8Array> {
    const { digest, maxBytes, longer } = options;
    const { bytes } = await this.#get({
      path: `blobs/${digest}`,
      kind: longer === 'cut' ? 'bytes' : 'text',
      maxBytes,
      longer,
      what: digest,
    });
    return bytes;
  }

  async #get(options: {
    path: string;
    accept?: string;
    kind: 'json' | 'text' | 'bytes';
    maxBytes: number;
    longer: 'refuse' | 'cut';
    what: string;
  }): Promise<HttpAnswer> {
    const { path, accept, what, ...request } = options;
    const ask = () =>
      this.#http.get({
        ...request,
        url: `${this.#base}/${path}`,
        headers: accept ? { accept } : {},
        authorize: url => this.#authorize(url),
      });
    let answer = await ask();
    if (answer.status === 401 && this.#token === undefined) {
      this.#token = await this.#readToken(answer.headers);
      answer = await ask();
    }
    if (answer.status >= 200 && answer.status < 300) {
      return answer;
    }
    throw this.#explain(answer.status, what);
  }

  #authorize(url: URL): string | undefined {
    return this.#token && url.origin === new URL(this.#base).origin
      ? `Bearer ${this.#token}`
      : undefined;
  }

  /** Asks for the token that registries give to everybody, for public images. */
  async #readToken(headers: Headers): Promise<string> {
    const challenge = parseBearerChallenge(headers.get('www-authenticate'));
    if (!challenge || !URL.canParse(challenge.realm)) {
      throw this.#explain(401, '');
    }
    const url = new URL(challenge.realm);
    for (const [name, value] of Object.entries(challenge.parameters)) {
      url.searchParams.set(name, value);
    }
    const { status, bytes } = await this.#http.get({
      url,
      kind: 'json',
      maxBytes: MOST_TOKEN_BYTES,
      longer: 'refuse',
    });
    if (status < 200 || status >= 300) {
      throw this.#explain(status, '');
    }
    const answer = this.#parse(bytes, 'token') as Record<
      string,
      unknown
    > | null;
    const token = answer?.token ?? answer?.access_token;
    if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) {
      throw this.#explain(401, '');
    }
    return token;
  }

  #parse(bytes: Uint8Array, what: string): unknown {
    try {
      return JSON.parse(new TextDecoder().decode(bytes));
    } catch {
      throw new InputError(
        `${this.#name} answers with ${what} that is not JSON`,
      );
    }
  }

  #explain(status: number, what: string): Error {
    const name = this.#name;
    switch (status) {
      case 401:
      case 403:
        return new NotAllowedError(
          `${name} cannot be read without signing in to the registry, which is not supported`,
        );
      case 404:
        return new NotFoundError(`${name} has no ${what}`);
      default:
        return status >= 500 || status === 429
          ? new ServiceUnavailableError(
              `the registry of ${name} answers with status ${status}`,
            )
          : new InputError(
              `the registry of ${name} answers with status ${status}`,
            );
    }
  }
}
