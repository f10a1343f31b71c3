import { ServiceUnavailableError } from '@backstage/errors';
import { reasonOf } from '../errors/reasonOf';
import type { GitHttpClient } from './GitHttpClient';
import {
  formatReceivePackRequest,
  formatUploadPackRequest,
  GitServerRefusal,
  parseReceivePackResponse,
  parseRefAdvertisement,
  parseUploadPackResponse,
  RefUpdate,
} from './gitProtocol';

/**
 * What is asked of a Git server: its refs, objects, and to move a ref. Written for that alone, because the clients that
 * there are send the whole tree again with each new branch, and look at the refs once more before each push: here a
 * push carries what is new, and names the commit that the ref must still be at.
 */
export class GitServer {
  readonly #http: GitHttpClient;

  constructor(http: GitHttpClient) {
    this.#http = http;
  }

  /** The address of the repository. */
  get url(): string {
    return this.#http.url;
  }

  /** All refs by name. */
  async listRefs(): Promise<Map<string, string>> {
    const data = await this.#http.request({
      path: '/info/refs?service=git-upload-pack',
      responseType: 'application/x-git-upload-pack-advertisement',
      isRead: true,
    });
    return this.#parsed(() => parseRefAdvertisement(data));
  }

  /** A pack of what `wants` reach and `haves` do not. */
  async fetchPack(
    wants: readonly string[],
    haves: readonly string[],
  ): Promise<Buffer> {
    const data = await this.#http.request({
      path: '/git-upload-pack',
      body: formatUploadPackRequest(wants, haves),
      requestType: 'application/x-git-upload-pack-request',
      responseType: 'application/x-git-upload-pack-result',
      isRead: true,
    });
    return this.#parsed(() => parseUploadPackResponse(data));
  }

  /** Moves a ref. Resolves with the server's reason where it has not moved it. */
  async push(
    update: RefUpdate,
    pack: Uint8Array | undefined,
  ): Promise<{ refusal?: ServiceUnavailableError }> {
    const data = await this.#http.request({
      path: '/git-receive-pack',
      body: formatReceivePackRequest(update, pack),
      requestType: 'application/x-git-receive-pack-request',
      responseType: 'application/x-git-receive-pack-result',
      isRead: false,
    });
    try {
      parseReceivePackResponse(data, update.ref);
      return {};
    } catch (error) {
      if (error instanceof GitServerRefusal) {
        return {
          refusal: this.#http.refusal(
            `does not take the change: ${error.message}`,
          ),
        };
      }
      throw this.#http.refusal(`is not understood: ${reasonOf(error)}`);
    }
  }

  #parsed<T>(parse: () => T): T {
    try {
      return parse();
    } catch (error) {
      throw this.#http.refusal(
        error instanceof GitServerRefusal
          ? `refuses: ${error.message}`
          : `is not understood: ${reasonOf(error)}`,
      );
    }
  }
}
