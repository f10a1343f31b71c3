import { lookup as dnsLookup, LookupAddress } from 'node:dns';
import { isIP, LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { isPublicAddress } from './isPublicAddress';

/** Says that a host is not on the internet; becomes an error with the address of the request in it. */
export class RefusedAddressError extends Error {
  override readonly name = 'RefusedAddressError';
}

/** Finds all addresses of a host name; Node's own resolver unless a test says otherwise. */
export type ResolveHost = (
  hostname: string,
  callback: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

const resolveByDns: ResolveHost = (hostname, callback) =>
  dnsLookup(hostname, { all: true }, callback);

/** Connections to hosts that the configuration names: wherever they are. */
export function createTrustingDispatcher(): Agent {
  return new Agent();
}

/**
 * Connections to hosts on the internet alone. The check is part of connecting: the socket goes to an address that was
 * checked, so that a name which answers differently the next time gains nothing.
 */
export function createGuardedDispatcher(
  options: {
    resolveHost?: ResolveHost;
    isAllowed?: (address: string) => boolean;
  } = {},
): Agent {
  const { resolveHost = resolveByDns, isAllowed = isPublicAddress } = options;
  const connect = buildConnector({
    lookup: checkedLookup({ resolveHost, isAllowed }),
  } as buildConnector.BuildOptions);
  return new Agent({
    connect: (target, callback) => {
      const host = target.hostname.replace(/^\[|\]$/g, '');
      // A literal address is connected to without a lookup.
      if (isIP(host) && !isAllowed(host)) {
        callback(new RefusedAddressError(), null);
        return;
      }
      connect(target, callback);
    },
  });
}

/** What a socket looks names up with: an address that is not on the internet is an error. */
export function checkedLookup(check: {
  resolveHost: ResolveHost;
  isAllowed: (address: string) => boolean;
}): LookupFunction {
  const { resolveHost, isAllowed } = check;
  return (hostname, options, callback) =>
    resolveHost(hostname, (error, addresses) => {
      if (error) {
        callback(error, []);
        return;
      }
      // One address of several would be enough to get inside: Node tries them all.
      if (
        addresses.length === 0 ||
        !addresses.every(({ address }) => isAllowed(address))
      ) {
        callback(new RefusedAddressError(), []);
        return;
      }
      if (options.all) {
        callback(null, addresses);
        return;
      }
      const [{ address, family }] = addresses;
      callback(null, address, family);
    });
}
