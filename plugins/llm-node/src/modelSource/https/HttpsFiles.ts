import {
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { ModelFileSource, SourceFile } from '../files/ModelFileSource';
import { describeUrl } from '../http/describeUrl';
import { HttpReader } from '../http/HttpReader';

/** Files beside each other on a server. */
export class HttpsFiles implements ModelFileSource {
  readonly complete = false;
  readonly files: readonly SourceFile[];
  readonly #url: URL;
  readonly #http: HttpReader;
  readonly #given: string;

  private constructor(options: {
    url: URL;
    http: HttpReader;
    paths: readonly string[];
    given: string;
  }) {
    this.#url = options.url;
    this.#http = options.http;
    this.#given = options.given;
    this.files = options.paths.map(path => ({ path }));
  }

  /** @param options - `given` is the path that the address itself stands for, whatever its name */
  static create(options: {
    url: URL;
    http: HttpReader;
    paths: readonly string[];
    given: string;
  }): HttpsFiles {
    return new HttpsFiles(options);
  }

  async readWhole(
    path: string,
    options: { maxBytes: number },
  ): Promise<Uint8Array> {
    return this.#read({ path, ...options, longer: 'refuse' });
  }

  async readStart(
    path: string,
    options: { bytes: number },
  ): Promise<Uint8Array> {
    return this.#read({ path, maxBytes: options.bytes, longer: 'cut' });
  }

  async #read(options: {
    path: string;
    maxBytes: number;
    longer: 'refuse' | 'cut';
  }): Promise<Uint8Array> {
    const { path, maxBytes, longer } = options;
    const url = path === this.#given ? this.#url : new URL(path, this.#url);
    const { status, bytes } = await this.#http.get({
      url,
      kind: longer === 'cut' ? 'bytes' : 'text',
      maxBytes,
      longer,
    });
    if (status >= 200 && status < 300) {
      return bytes;
    }
    throw explain(status, url);
  }
}

function explain(status: number, url: URL): Error {
  const name = describeUrl(url);
  switch (status) {
    case 401:
    case 403:
      return new NotAllowedError(`${name} may not be read without signing in`);
    case 404:
    case 410:
      return new NotFoundError(`${name} is not there`);
    default:
      return status >= 500 || status === 429
        ? new ServiceUnavailableError(`${name} answers with status ${status}`)
        : new InputError(`${name} answers with status ${status}`);
  }
}
