import { isError, ServiceUnavailableError } from '@backstage/errors';
import { hasCode } from '../errors/hasCode';

/** Packs are read into memory as a whole. */
const MAX_RESPONSE_BYTES = 256 * 1024 * 1024;
/** What a slow line still carries, in bytes per millisecond; the time for a push grows with its size. */
const MIN_UPLOAD_RATE = 50;
/** A server that keeps sending a little must come to an end as well. */
const MAX_TIMEOUTS = 20;
const MAX_REASON_LENGTH = 300;
// Bitbucket asks for this very name; GitHub, GitLab and Gitea look at the token alone.
const DEFAULT_USERNAME = 'x-token-auth';

/** Where a Git server is, and who asks. */
export interface GitHttpOptions {
  /** Address of the repository, without credentials. */
  url: string;
  username?: string;
  token?: string;
  /** How long the server may say nothing, in milliseconds. */
  timeoutMs: number;
  maxResponseBytes?: number;
}

/** One request of Git's HTTP protocol; see gitprotocol-http(5). */
export interface GitHttpRequest {
  /** Below the address of the repository. */
  path: string;
  /** Sent as {@link requestType}; without it the request is a GET. */
  body?: Buffer;
  requestType?: string;
  /** The media type that a Git server answers with. */
  responseType: string;
  /** Whether it does no harm to ask twice. */
  isRead: boolean;
}

/**
 * Speaks HTTP with one Git server. Throws `ServiceUnavailableError` of one line, in which the token never stands.
 */
export class GitHttpClient {
  /** The address of the repository, as errors name it. */
  readonly url: string;
  readonly #headers: Record<string, string>;
  readonly #secrets: string[];
  readonly #timeoutMs: number;
  readonly #maxBytes: number;

  constructor(options: GitHttpOptions) {
    const { url, username = DEFAULT_USERNAME, token, timeoutMs } = options;
    this.url = url;
    this.#timeoutMs = timeoutMs;
    this.#maxBytes = options.maxResponseBytes ?? MAX_RESPONSE_BYTES;
    this.#headers = { 'user-agent': 'git/modelyard' };
    this.#secrets = [];
    if (token !== undefined) {
      const basic = Buffer.from(`${username}:${token}`).toString('base64');
      this.#headers.authorization = `Basic ${basic}`;
      this.#secrets = [token, encodeURIComponent(token), basic];
    }
  }

  /** The whole answer. */
  async request(request: GitHttpRequest): Promise<Buffer> {
    try {
      return await this.#attempt(request);
    } catch (error) {
      if (!isBrokenOff(error) || !request.isRead) {
        throw this.#explain(error);
      }
    }
    // A connection that was kept is closed by the server at its own time, which may be this very moment.
    try {
      return await this.#attempt(request);
    } catch (error) {
      throw this.#explain(error);
    }
  }

  async #attempt(request: GitHttpRequest): Promise<Buffer> {
    const controller = new AbortController();
    const patience =
      this.#timeoutMs + (request.body?.length ?? 0) / MIN_UPLOAD_RATE;
    const abort = () => controller.abort();
    const end = setTimeout(abort, patience + this.#timeoutMs * MAX_TIMEOUTS);
    const silence = setTimeout(abort, patience);
    try {
      const response = await this.#send(request, controller.signal);
      silence.refresh();
      this.#check(response, request);
      return await this.#read(response, () => silence.refresh());
    } catch (error) {
      throw controller.signal.aborted ? this.#timedOut() : error;
    } finally {
      clearTimeout(end);
      clearTimeout(silence);
      // Whatever was not read is not waited for.
      controller.abort();
    }
  }

  /** An error that names the server, and in one line what it has said or done. */
  refusal(reason: string): ServiceUnavailableError {
    return new ServiceUnavailableError(
      `The Git server ${this.url} ${this.#clean(reason)}`,
    );
  }

  async #send(
    { path, body, requestType, responseType }: GitHttpRequest,
    signal: AbortSignal,
  ): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        ...this.#headers,
        accept: responseType,
        ...(requestType && { 'content-type': requestType }),
      },
      body: body && new Uint8Array(body),
      // The token is for this server alone, and a redirected POST would lose its body.
      redirect: 'manual',
      signal,
    });
  }

  #check(response: Response, { body, responseType }: GitHttpRequest): void {
    const { status } = response;
    if (status !== 200) {
      throw this.refusal(
        explainStatus(response, body?.length ?? 0, this.#secrets.length > 0),
      );
    }
    const type = response.headers.get('content-type')?.split(';')[0].trim();
    if (type !== responseType) {
      throw this.refusal(
        `answers with ${
          type ?? 'no media type'
        }, which no Git server does; llm.gitops.url must be the address that \`git clone\` takes`,
      );
    }
  }

  async #read(response: Response, onProgress: () => void): Promise<Buffer> {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of response.body ?? []) {
      onProgress();
      bytes += chunk.length;
      if (bytes > this.#maxBytes) {
        throw this.refusal(
          `has sent more than the ${
            this.#maxBytes
          } bytes that are read into memory`,
        );
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  #timedOut(): ServiceUnavailableError {
    const seconds = Math.round(this.#timeoutMs / 100) / 10;
    return this.refusal(`does not answer within ${seconds} s`);
  }

  #explain(error: unknown): unknown {
    if (error instanceof ServiceUnavailableError) {
      return error;
    }
    // What fetch says itself is always the same: the reason lies below.
    const cause = isError(error) ? error.cause ?? error : error;
    const message = isError(cause) ? cause.message : String(cause);
    const reason = isError(cause) && message === '' ? cause.code : message;
    return isBrokenOff(error)
      ? this.refusal(`has broken off the connection: ${reason}`)
      : this.refusal(`cannot be reached: ${reason}`);
  }

  #clean(text: string): string {
    const open = this.#secrets.reduce(
      (rest, secret) => rest.split(secret).join('***'),
      text,
    );
    // eslint-disable-next-line no-control-regex
    const line = open.replace(/[\u0000-\u001f\u007f\s]+/g, ' ').trim();
    return line.length > MAX_REASON_LENGTH
      ? `${line.slice(0, MAX_REASON_LENGTH)}...`
      : line;
  }
}

function isBrokenOff(error: unknown): boolean {
  const cause = isError(error) ? error.cause : undefined;
  return hasCode(cause, 'UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE');
}

function explainStatus(
  response: Response,
  sentBytes: number,
  hasToken: boolean,
): string {
  const { status } = response;
  if (status >= 300 && status < 400) {
    return `redirects to ${placeOf(
      response,
    )}; llm.gitops.url must be that address`;
  }
  switch (status) {
    case 401:
      return hasToken
        ? 'does not accept llm.gitops.token (401)'
        : 'wants to know who asks (401); set llm.gitops.token';
    case 403:
      return 'does not allow that to whoever has llm.gitops.token (403)';
    case 404:
      return 'knows no such repository, or does not show it to whoever has llm.gitops.token (404)';
    case 413:
      return `does not accept ${sentBytes} bytes at once (413)`;
    default:
      return `answers with status ${status}`;
  }
}

/** Where a redirect leads; what follows the path may be a secret. */
function placeOf(response: Response): string {
  const location = response.headers.get('location') ?? '';
  try {
    const { origin, pathname } = new URL(location, response.url);
    return `${origin}${pathname.replace(/\/info\/refs$/, '')}`;
  } catch {
    return 'an address that is none';
  }
}
