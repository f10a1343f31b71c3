import { InputError } from '@backstage/errors';
import { Dispatcher, fetch } from 'undici';
import { collectBody } from './collectBody';
import { checkContentType, ContentKind } from './contentType';
import { describeUrl } from './describeUrl';
import {
  createGuardedDispatcher,
  createTrustingDispatcher,
  ResolveHost,
} from './dispatchers';
import { explainFailure } from './explainFailure';
import { HostPolicy } from './HostPolicy';

/** What to read, and how much of it at most. */
export interface HttpRequest {
  readonly url: string | URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the answer must be; checked for successful ones. */
  readonly kind: ContentKind;
  /** Most bytes of the body. */
  readonly maxBytes: number;
  /** What a longer body means: an error, or that only its beginning is wanted, which is then asked for as a range. */
  readonly longer: 'refuse' | 'cut';
  /** Value of the Authorization header for an address; asked anew for each redirect. */
  readonly authorize?: (url: URL) => string | undefined;
}

/** What came back. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Empty where the status is an error. */
  readonly bytes: Uint8Array;
}

const MOST_REDIRECTS = 5;

/**
 * Reads over HTTP what people name by its address: with a time limit, a size limit, a check of the content type and of
 * each host on the way, redirects included. It follows no proxy settings of the environment, as the check is of the host
 * that is connected to.
 */
export class HttpReader {
  readonly #policy: HostPolicy;
  readonly #timeout: number;
  readonly #signal: AbortSignal;
  readonly #trusting: Dispatcher;
  readonly #guarded: Dispatcher;

  private constructor(options: {
    policy: HostPolicy;
    timeout: number;
    signal: AbortSignal;
    resolveHost?: ResolveHost;
  }) {
    this.#policy = options.policy;
    this.#timeout = options.timeout;
    this.#signal = options.signal;
    this.#trusting = createTrustingDispatcher();
    this.#guarded = createGuardedDispatcher(options);
  }

  /** @param options - `timeout` in milliseconds for each request; `signal` ends all of them */
  static create(options: {
    policy: HostPolicy;
    timeout: number;
    signal: AbortSignal;
    resolveHost?: ResolveHost;
  }): HttpReader {
    return new HttpReader(options);
  }

  /** Closes all connections. */
  async close(): Promise<void> {
    await Promise.all([this.#trusting.destroy(), this.#guarded.destroy()]);
  }

  /**
   * @returns The answer, whatever its status
   * @throws InputError where address, type or size must not be; ServiceUnavailableError where there is no answer; the
   *   reason of the signal
   */
  async get(request: HttpRequest): Promise<HttpAnswer> {
    const signal = AbortSignal.any([
      this.#signal,
      AbortSignal.timeout(this.#timeout),
    ]);
    let url = parseUrl(request.url);
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      this.#policy.check(url);
      const next = await this.#ask(request, url, signal);
      if (!(next instanceof URL)) {
        return next;
      }
      url = next;
    }
    throw new InputError(
      `${describeUrl(
        parseUrl(request.url),
      )} leads on to other addresses more than ${MOST_REDIRECTS} times`,
    );
  }

  async #ask(
    request: HttpRequest,
    url: URL,
    signal: AbortSignal,
  ): Promise<HttpAnswer | URL> {
    try {
      return await this.#exchange(request, url, signal);
    } catch (error) {
      this.#signal.throwIfAborted();
      throw explainFailure({ error, url, timeout: this.#timeout });
    }
  }

  async #exchange(
    request: HttpRequest,
    url: URL,
    signal: AbortSignal,
  ): Promise<HttpAnswer | URL> {
    const { kind, maxBytes, longer } = request;
    const response = await fetch(url, {
      dispatcher: this.#policy.isTrusted(url) ? this.#trusting : this.#guarded,
      redirect: 'manual',
      signal,
      headers: headersFor(request, url),
    });
    const { status } = response;
    const headers = new Headers([...response.headers]);
    const location = headers.get('location');
    if (status < 200 || status >= 300) {
      await response.body?.cancel();
      return status >= 300 && status < 400 && location
        ? parseUrl(location, url)
        : { status, headers, bytes: new Uint8Array() };
    }
    try {
      checkContentType({ type: headers.get('content-type'), kind, url });
      const bytes = await collectBody({
        body: response.body ?? [],
        length: headers.get('content-length'),
        maxBytes,
        longer,
        url,
      });
      return { status, headers, bytes };
    } catch (error) {
      // The rest of a file that is too long must not come in behind us.
      await response.body?.cancel().catch(() => undefined);
      throw error;
    }
  }
}

function headersFor(request: HttpRequest, url: URL): Record<string, string> {
  const authorization = request.authorize?.(url);
  return {
    // What is packed can be much longer than what its length says.
    'accept-encoding': 'identity',
    'user-agent': 'modelyard',
    ...request.headers,
    ...(request.longer === 'cut' && {
      range: `bytes=0-${request.maxBytes - 1}`,
    }),
    ...(authorization && { authorization }),
  };
}

function parseUrl(url: string | URL, base?: URL): URL {
  try {
    return new URL(url, base);
  } catch {
    throw new InputError(
      base
        ? `${describeUrl(base)} leads on to something that is not an address`
        : 'the source is not a valid address',
    );
  }
}
