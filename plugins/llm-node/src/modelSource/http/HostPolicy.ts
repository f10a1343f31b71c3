import { InputError } from '@backstage/errors';
import { describeUrl } from './describeUrl';

/**
 * Which hosts may be asked, and how: those that the configuration names wherever they are, all others only by https and
 * only where they are on the internet.
 */
export class HostPolicy {
  readonly #trusted: ReadonlySet<string>;

  private constructor(trusted: ReadonlySet<string>) {
    this.#trusted = trusted;
  }

  /** @param options - origins such as `https://hub.example.com` or `http://minio.example.com:9000` */
  static create(options: { trustedOrigins: readonly string[] }): HostPolicy {
    return new HostPolicy(new Set(options.trustedOrigins));
  }

  /** Whether the configuration names the host. */
  isTrusted(url: URL): boolean {
    return this.#trusted.has(url.origin);
  }

  /** The scheme that the configuration gives a host (`hub.example.com:5000`); https where it says nothing. */
  schemeFor(host: string): 'http' | 'https' {
    const insecure = this.#trusted.has(new URL(`http://${host}`).origin);
    const secure = this.#trusted.has(new URL(`https://${host}`).origin);
    return insecure && !secure ? 'http' : 'https';
  }

  /** @throws InputError for an address that must not be asked whoever answers */
  check(url: URL): void {
    if (url.username || url.password) {
      throw new InputError(
        `${describeUrl(url)} must not carry a user name or password`,
      );
    }
    if (
      url.protocol !== 'https:' &&
      !(url.protocol === 'http:' && this.isTrusted(url))
    ) {
      throw new InputError(
        `${describeUrl(
          url,
        )} must begin with https://: http:// is for the hub and hosts in llm.hub.allowedHosts alone`,
      );
    }
  }
}
