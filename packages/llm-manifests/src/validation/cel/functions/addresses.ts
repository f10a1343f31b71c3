import {
  celFunc,
  celMethod,
  type CelFunc,
  type CelMap,
  type CelValue,
} from '@bufbuild/cel';
import {
  formatIp,
  maskIp,
  parseCidr,
  parseIp,
  type Cidr,
  type IpAddress,
} from '../../formats/addresses';
import { isOpaque, opaque, textIn } from '../opaque';
import { BOOL, INT, MAP, STRING } from '../types';

function readIp(text: string): IpAddress {
  const address = parseIp(text);
  if (!address || address.mapped) {
    throw new Error(`'${text}' is no IP address`);
  }
  return address;
}

function readCidr(text: string): Cidr {
  const block = parseCidr(text);
  if (!block || block.mapped) {
    throw new Error(`'${text}' is no block of IP addresses`);
  }
  return block;
}

function succeeds(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

const ip = (address: IpAddress): CelMap => opaque('ip', formatIp(address));
const cidr = ({ address, prefixLength }: Cidr): CelMap =>
  opaque('cidr', `${formatIp(address)}/${prefixLength}`);
const ipIn = (value: CelValue): IpAddress => readIp(textIn('ip', value));
const cidrIn = (value: CelValue): Cidr => readCidr(textIn('cidr', value));

function contains(block: Cidr, address: IpAddress): boolean {
  return (
    block.address.family === address.family &&
    maskIp(block.address, block.prefixLength).bits ===
      maskIp(address, block.prefixLength).bits
  );
}

function containsBlock(outer: Cidr, inner: Cidr): boolean {
  return (
    outer.prefixLength <= inner.prefixLength && contains(outer, inner.address)
  );
}

// Ranges by RFC 5735, 4291 and 3927, as Go's `netip` names them.
const within = (address: IpAddress, ...blocks: string[]): boolean =>
  blocks.some(block => contains(readCidr(block), address));
const isLoopback = (address: IpAddress) =>
  within(address, '127.0.0.0/8', '::1/128');
const isMulticast = (address: IpAddress) =>
  within(address, '224.0.0.0/4', 'ff00::/8');
const isLinkLocalUnicast = (address: IpAddress) =>
  within(address, '169.254.0.0/16', 'fe80::/10');
const isUnspecified = (address: IpAddress) => address.bits === 0n;

/** Kubernetes' libraries for IP addresses and blocks of them (`kubernetes.net.ip`, `net.cidr`). */
export const addressFunctions: readonly CelFunc[] = [
  celFunc('ip', [STRING], MAP, text => ip(readIp(text))),
  celFunc('isIP', [STRING], BOOL, text => succeeds(() => readIp(text))),
  celFunc(
    'ip.isCanonical',
    [STRING],
    BOOL,
    text => formatIp(readIp(text)) === text,
  ),
  celMethod('family', MAP, [], INT, function family() {
    return BigInt(ipIn(this).family);
  }),
  celMethod('isUnspecified', MAP, [], BOOL, function unspecified() {
    return isUnspecified(ipIn(this));
  }),
  celMethod('isLoopback', MAP, [], BOOL, function loopback() {
    return isLoopback(ipIn(this));
  }),
  celMethod('isLinkLocalMulticast', MAP, [], BOOL, function linkMulticast() {
    const address = ipIn(this);
    return (
      within(address, '224.0.0.0/24') ||
      // The scope of an IPv6 multicast address is its fourth hexadecimal digit.
      (address.family === 6 &&
        (address.bits >> 112n) % 16n === 2n &&
        isMulticast(address))
    );
  }),
  celMethod('isLinkLocalUnicast', MAP, [], BOOL, function linkUnicast() {
    return isLinkLocalUnicast(ipIn(this));
  }),
  celMethod('isGlobalUnicast', MAP, [], BOOL, function globalUnicast() {
    const address = ipIn(this);
    return !(
      isUnspecified(address) ||
      isLoopback(address) ||
      isMulticast(address) ||
      isLinkLocalUnicast(address) ||
      within(address, '255.255.255.255/32')
    );
  }),
  celFunc('cidr', [STRING], MAP, text => cidr(readCidr(text))),
  celFunc('isCIDR', [STRING], BOOL, text => succeeds(() => readCidr(text))),
  celMethod('containsIP', MAP, [STRING], BOOL, function containsText(text) {
    return contains(cidrIn(this), readIp(text));
  }),
  celMethod('containsIP', MAP, [MAP], BOOL, function containsIp(other) {
    return contains(cidrIn(this), ipIn(other));
  }),
  celMethod('containsCIDR', MAP, [STRING], BOOL, function containsText(text) {
    return containsBlock(cidrIn(this), readCidr(text));
  }),
  celMethod('containsCIDR', MAP, [MAP], BOOL, function containsCidr(other) {
    return containsBlock(cidrIn(this), cidrIn(other));
  }),
  celMethod('ip', MAP, [], MAP, function addressOf() {
    return ip(cidrIn(this).address);
  }),
  celMethod('prefixLength', MAP, [], INT, function prefixLength() {
    return BigInt(cidrIn(this).prefixLength);
  }),
  celMethod('masked', MAP, [], MAP, function masked() {
    const { address, prefixLength } = cidrIn(this);
    return cidr({ address: maskIp(address, prefixLength), prefixLength });
  }),
  celFunc('string', [MAP], STRING, value =>
    isOpaque('cidr', value) ? textIn('cidr', value) : textIn('ip', value),
  ),
];
