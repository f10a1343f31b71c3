/** An IP address as a number of 32 or 128 bits. */
export interface IpAddress {
  readonly family: 4 | 6;
  readonly bits: bigint;
}

/** A block of addresses; `address` may have bits set behind the prefix. */
export interface Cidr {
  readonly address: IpAddress;
  readonly prefixLength: number;
}

/**
 * Reads an IPv4 or IPv6 address, without zones and without leading zeros. `mapped` says whether IPv6 was written around an IPv4
 * address (`::ffff:1.2.3.4`), which Kubernetes' CEL library refuses.
 */
export function parseIp(
  text: string,
): (IpAddress & { readonly mapped: boolean }) | undefined {
  const v4 = parseV4(text);
  if (v4 !== undefined) {
    return { family: 4, bits: v4, mapped: false };
  }
  const v6 = parseV6(text);
  return v6 === undefined
    ? undefined
    : { family: 6, bits: v6, mapped: v6 >> 32n === 0xffffn };
}

/** Reads a block such as `10.0.0.0/8`. */
export function parseCidr(
  text: string,
): (Cidr & { readonly mapped: boolean }) | undefined {
  const match = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(text);
  const address = match ? parseIp(match[1]) : undefined;
  const prefixLength = Number(match?.[2]);
  return address && prefixLength <= width(address)
    ? { address, prefixLength, mapped: address.mapped }
    : undefined;
}

/** The one way to write an address (RFC 5952). */
export function formatIp(address: IpAddress): string {
  const { family, bits } = address;
  if (family === 4) {
    return [24n, 16n, 8n, 0n].map(by => (bits >> by) & 0xffn).join('.');
  }
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((bits >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  );
  const zeros = longestZeros(groups);
  if (zeros.length < 2) {
    return groups.join(':');
  }
  const before = groups.slice(0, zeros.start).join(':');
  const after = groups.slice(zeros.start + zeros.length).join(':');
  return `${before}::${after}`;
}

/** The address with the bits behind the prefix cleared. */
export function maskIp(address: IpAddress, prefixLength: number): IpAddress {
  const behind = BigInt(width(address) - prefixLength);
  return { family: address.family, bits: (address.bits >> behind) << behind };
}

function width(address: IpAddress): number {
  return address.family === 4 ? 32 : 128;
}

function parseV4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (
    parts.length !== 4 ||
    !parts.every(part => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)
  ) {
    return undefined;
  }
  return parts.reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);
}

function parseV6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (text.length > 45 || halves.length > 2) {
    return undefined;
  }
  const [left, right] = halves.map(half => readGroups(half));
  if (!left || (halves.length === 2 && !right)) {
    return undefined;
  }
  const missing = 8 - left.length - (right?.length ?? 0);
  if (halves.length === 2 ? missing < 1 : missing !== 0) {
    return undefined;
  }
  const groups = [
    ...left,
    ...Array<bigint>(missing).fill(0n),
    ...(right ?? []),
  ];
  return groups.reduce((bits, group) => (bits << 16n) | group, 0n);
}

// The groups of one side of `::`; the last may be an IPv4 address, which counts as two.
function readGroups(text: string): bigint[] | undefined {
  if (text === '') {
    return [];
  }
  const groups: bigint[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    const v4 = index === parts.length - 1 ? parseV4(part) : undefined;
    if (v4 !== undefined) {
      groups.push(v4 >> 16n, v4 & 0xffffn);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) {
      groups.push(BigInt(`0x${part}`));
    } else {
      return undefined;
    }
  }
  return groups;
}

function longestZeros(groups: readonly string[]): {
  start: number;
  length: number;
} {
  let best = { start: 0, length: 0 };
  let length = 0;
  for (const [index, group] of groups.entries()) {
    length = group === '0' ? length + 1 : 0;
    if (length > best.length) {
      best = { start: index - length + 1, length };
    }
  }
  return best;
}
