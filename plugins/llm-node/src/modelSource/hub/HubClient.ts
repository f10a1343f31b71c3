import { listFiles, modelInfo } from '@huggingface/hub';
import { ServiceUnavailableError } from '@backstage/errors';
import { SourceFile } from '../files/ModelFileSource';
import { isExplained } from '../http/explainFailure';
import { HttpAnswer, HttpReader } from '../http/HttpReader';
import { explainHubAnswer } from './explainHubAnswer';

/** What the hub says of a model. */
export interface HubModelInfo {
  /** Its name today, which redirects may have led to. */
  readonly name: string;
  /** Full commit of the revision. */
  readonly commit?: string;
  readonly license?: string;
  /** Paths of its files, where the hub lists them here. */
  readonly paths?: readonly string[];
}

const MOST_API_BYTES = 16 * 1024 * 1024;
const MOST_FILES = 20_000;

/** What does not matter here, as it comes again when a file has to be read. */
const UNLISTED = new Set(['NotFoundError', 'NotAllowedError']);

/**
 * Asks a hub that speaks the API of Hugging Face about one model. The official client puts requests together and reads the
 * answers; every request goes through our own reader, which alone knows the token.
 */
export class HubClient {
  readonly #http: HttpReader;
  readonly #endpoint: string;
  readonly #token: string | undefined;
  readonly #repository: string;
  /** What our own reader failed with last: the official client lets it through as it is. */
  #failure: unknown;

  private constructor(options: {
    http: HttpReader;
    endpoint: string;
    token?: string;
    repository: string;
  }) {
    this.#http = options.http;
    this.#endpoint = options.endpoint;
    this.#token = options.token;
    this.#repository = options.repository;
  }

  static create(options: {
    http: HttpReader;
    endpoint: string;
    token?: string;
    repository: string;
  }): HubClient {
    return new HubClient(options);
  }

  /** @throws NotFoundError, NotAllowedError or ServiceUnavailableError */
  async readInfo(revision: string): Promise<HubModelInfo> {
    const info = await this.#call(() =>
      modelInfo({
        name: this.#repository,
        revision,
        hubUrl: this.#endpoint,
        additionalFields: ['sha', 'cardData', 'tags', 'filePaths'],
        fetch: this.#fetch(revision),
      }),
    );
    const { sha, filePaths } = info;
    const paths = (filePaths ?? []).filter(path => typeof path === 'string');
    return {
      name: typeof info.name === 'string' ? info.name : this.#repository,
      ...(isCommit(sha) && { commit: sha }),
      ...(paths.length > 0 && { paths }),
      ...licenseOf(info),
    };
  }

  /**
   * All files with their sizes, and the SHA-256 of those in large file storage.
   *
   * @returns undefined where a mirror does not answer this question, or not everybody
   */
  async listFiles(revision: string): Promise<SourceFile[] | undefined> {
    const files: SourceFile[] = [];
    try {
      await this.#call(async () => {
        const entries = listFiles({
          repo: { type: 'model', name: this.#repository },
          revision,
          recursive: true,
          hubUrl: this.#endpoint,
          fetch: this.#fetch(revision),
        });
        for await (const { type, path, size, lfs } of entries) {
          if (type === 'file' && typeof path === 'string') {
            const oid = lfs?.oid?.replace(/^sha256:/, '');
            files.push({
              path,
              ...(Number.isSafeInteger(size) && { size: lfs?.size ?? size }),
              ...(oid && /^[0-9a-f]{64}$/.test(oid) && { sha256: oid }),
            });
          }
          if (files.length > MOST_FILES) {
            throw new ServiceUnavailableError(
              `${this.#repository} has more than ${MOST_FILES} files`,
            );
          }
        }
      });
    } catch (error) {
      if (isExplained(error) && UNLISTED.has(error.name)) {
        return undefined;
      }
      throw error;
    }
    return files;
  }

  /**
   * Reads a file or its beginning. The official client hands out a Blob for this, which neither limits what comes nor sees
   * a server that answers a range with the whole file.
   */
  async readFile(options: {
    path: string;
    revision: string;
    maxBytes: number;
    longer: 'refuse' | 'cut';
  }): Promise<HttpAnswer> {
    const { path, revision, maxBytes, longer } = options;
    const encoded = path.split('/').map(encodeURIComponent).join('/');
    const answer = await this.#http.get({
      url: `${this.#endpoint}/${this.#repository}/resolve/${encodeURIComponent(
        revision,
      )}/${encoded}`,
      kind: longer === 'cut' ? 'bytes' : 'text',
      maxBytes,
      longer,
      authorize: url => this.#authorize(url),
    });
    return this.#checked(answer, revision, path);
  }

  #fetch(revision: string): typeof fetch {
    const ask: typeof fetch = async (input, init) => {
      const answer = await this.#http.get({
        url: input instanceof URL ? input : String(input),
        headers: Object.fromEntries(new Headers(init?.headers)),
        kind: 'json',
        maxBytes: MOST_API_BYTES,
        longer: 'refuse',
        authorize: url => this.#authorize(url),
      });
      const { status, headers, bytes } = this.#checked(answer, revision);
      return new Response(Buffer.from(bytes), { status, headers });
    };
    return (input, init) =>
      ask(input, init).catch(error => {
        this.#failure = error;
        throw error;
      });
  }

  /** The token is for the hub alone, wherever redirects and links to further pages lead. */
  #authorize(url: URL): string | undefined {
    return this.#token && url.origin === new URL(this.#endpoint).origin
      ? `Bearer ${this.#token}`
      : undefined;
  }

  #checked(answer: HttpAnswer, revision: string, path?: string): HttpAnswer {
    const { status, headers } = answer;
    if (status >= 200 && status < 300) {
      return answer;
    }
    throw explainHubAnswer({
      status,
      headers,
      question: {
        endpoint: this.#endpoint,
        repository: this.#repository,
        revision,
        path,
        hasToken: this.#token !== undefined,
      },
    });
  }

  /** What the official client fails with is an answer that is not of a hub. */
  async #call<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (isExplained(error) || error === this.#failure) {
        throw error;
      }
      throw new ServiceUnavailableError(
        `${this.#endpoint} does not answer as a hub does when asked for ${
          this.#repository
        }: is llm.hub.endpoint right?`,
      );
    }
  }
}

/** Whether a revision is a full commit, which always names the same content. */
export function isCommit(revision: unknown): revision is string {
  return typeof revision === 'string' && /^[0-9a-f]{40}$/.test(revision);
}

/** The licence from the head of the model card, whose name for anything unusual is `other`. */
function licenseOf(info: { cardData?: unknown; tags?: unknown }): {
  license?: string;
} {
  const card = (info.cardData ?? {}) as Record<string, unknown>;
  const tags = Array.isArray(info.tags) ? info.tags.map(String) : [];
  const named = [card.license].flat().filter(isName);
  const [license = tags.find(tag => tag.startsWith('license:'))?.slice(8)] =
    named.length > 1 ? [named.join(' OR ')] : named;
  const own = isName(card.license_name) ? card.license_name : undefined;
  const name = license === 'other' ? own ?? license : license;
  return name ? { license: name.slice(0, 200) } : {};
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
