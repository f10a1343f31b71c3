import { parseIp } from './addresses';

/** The parts of an absolute URI or absolute path; what is absent is an empty text. */
export interface UrlParts {
  readonly scheme: string;
  /** Host with port, IPv6 in brackets. */
  readonly host: string;
  readonly hostname: string;
  readonly port: string;
  /** Path as it stands, characters that may not be there escaped. */
  readonly escapedPath: string;
  readonly query: string;
}

// RFC 3986, appendix B.
const PARTS =
  /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;
const AUTHORITY = /^(?:[^@]*@)?(\[[^\]]*\]|[^:]*)(?::(\d*))?$/;

/**
 * Reads an absolute URI (`https://example.com/a`, `mailto:x`) or an absolute path (`/a`), the two things that Kubernetes takes for a
 * URL; `undefined` for anything else.
 */
export function parseUrl(text: string): UrlParts | undefined {
  const match = PARTS.exec(text);
  // eslint-disable-next-line no-control-regex
  if (!match || text === '' || /[\u0000-\u001f\u007f]/.test(text)) {
    return undefined;
  }
  const [, scheme = '', authority, path = '', query = ''] = match;
  if (scheme === '' && !text.startsWith('/')) {
    return undefined;
  }
  const host = readAuthority(authority ?? '');
  if (!host || /%(?![0-9a-fA-F]{2})/.test(path)) {
    return undefined;
  }
  return {
    scheme: scheme.toLowerCase(),
    ...host,
    escapedPath: path.replace(/[^A-Za-z0-9\-._~!$&'()*+,;=:@%/]/gu, character =>
      encodeURIComponent(/\p{Cs}/u.test(character) ? '\ufffd' : character),
    ),
    query,
  };
}

function readAuthority(
  authority: string,
): Pick<UrlParts, 'host' | 'hostname' | 'port'> | undefined {
  const match = AUTHORITY.exec(authority);
  if (!match) {
    return undefined;
  }
  const [, host, port] = match;
  const bracketed = host.startsWith('[');
  const hostname = bracketed ? host.slice(1, -1) : host;
  const fits = bracketed
    ? parseIp(hostname)?.family === 6
    : !/[\s<>"\\^`{|}[\]]/.test(hostname);
  return fits
    ? {
        host: port === undefined ? host : `${host}:${port}`,
        hostname,
        port: port ?? '',
      }
    : undefined;
}
