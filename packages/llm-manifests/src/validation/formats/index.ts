import { parseCidr, parseIp } from './addresses';
import { isDate, isDateTime } from './dates';
import { dnsSubdomainProblem } from './names';
import { parseUrl } from './urls';

/** A `format` of a schema: what a text of it is called, and whether a text is one. */
export interface TextFormat {
  readonly words: string;
  readonly accepts: (text: string) => boolean;
}

const UUID =
  /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
const BASE64 =
  /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const GO_DURATION = /^[+-]?(0|(\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))+$/;

/**
 * The formats of texts that the API server checks for custom resources. It ignores all others, and so do we.
 */
export const textFormats: ReadonlyMap<string, TextFormat> = new Map([
  [
    'ipv4',
    {
      words: 'an IPv4 address such as 10.0.0.1',
      accepts: text => parseIp(text)?.family === 4,
    },
  ],
  [
    'ipv6',
    {
      words: 'an IPv6 address such as 2001:db8::1',
      accepts: text => parseIp(text)?.family === 6,
    },
  ],
  [
    'cidr',
    {
      words: 'a block of addresses such as 10.0.0.0/8',
      accepts: text => parseCidr(text) !== undefined,
    },
  ],
  [
    'date-time',
    {
      words: 'a time such as 2026-01-31T12:00:00Z',
      accepts: isDateTime,
    },
  ],
  ['date', { words: 'a day such as 2026-01-31', accepts: isDate }],
  [
    'duration',
    {
      words: 'a duration such as 1h30m',
      accepts: text => GO_DURATION.test(text),
    },
  ],
  [
    'uri',
    {
      words: 'a URI such as https://example.com/path',
      accepts: text => parseUrl(text) !== undefined,
    },
  ],
  [
    'hostname',
    {
      words: 'a host name such as www.example.com',
      accepts: text => dnsSubdomainProblem(text.toLowerCase()) === undefined,
    },
  ],
  [
    'email',
    {
      words: 'an e-mail address',
      accepts: text => /^[^\s@]+@[^\s@]+$/.test(text),
    },
  ],
  ['uuid', { words: 'a UUID', accepts: text => UUID.test(text) }],
  [
    'byte',
    {
      words: 'Base64',
      // A line break within is allowed; none of the groups may be cut.
      accepts: text => BASE64.test(text.replace(/[\r\n]/g, '')),
    },
  ],
  [
    'mac',
    {
      words: 'a hardware address such as 00:1a:2b:3c:4d:5e',
      accepts: text => /^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i.test(text),
    },
  ],
]);
