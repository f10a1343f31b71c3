import { IPv6, parse, isValid } from 'ipaddr.js';

/** Networks that answer with secrets or settings of a machine although their addresses look public: Azure's platform. */
const PLATFORM_ADDRESSES = new Set(['168.63.129.16']);

/** Addresses of IPv6 that are routed on the internet (RFC 4291); whatever lies beside them is special or unassigned. */
const GLOBAL_IPV6 = IPv6.parseCIDR('2000::/3');

/** Translation of IPv4 (RFC 6052): the last 32 bits are the address that is reached. */
const TRANSLATED_IPV4 = IPv6.parseCIDR('64:ff9b::/96');

/**
 * Whether an IP address belongs to a host on the internet: not to this machine, its network, a cloud's metadata service
 * or anything special. What is not an address counts as not public. IPv4 addresses inside IPv6 ones are judged as what
 * they reach.
 */
export function isPublicAddress(address: string): boolean {
  if (!isValid(address)) {
    return false;
  }
  const parsed = parse(address);
  if (parsed.kind() === 'ipv4') {
    return (
      parsed.range() === 'unicast' && !PLATFORM_ADDRESSES.has(parsed.toString())
    );
  }
  const ipv6 = parsed as IPv6;
  if (ipv6.isIPv4MappedAddress()) {
    return isPublicAddress(ipv6.toIPv4Address().toString());
  }
  if (ipv6.match(TRANSLATED_IPV4)) {
    return isPublicAddress(ipv6.toByteArray().slice(12).join('.'));
  }
  return ipv6.range() === 'unicast' && ipv6.match(GLOBAL_IPV6);
}
