import { dnsSubdomain } from '../../objects/fields';
import type { ProviderInput } from './backendInput';
import { providerEndpoint } from './providers';

/** What browsers and libraries take for the number of an address: WHATWG URL, "ends in a number". */
const ENDS_IN_NUMBER = /(^|\.)(\d+|0x[0-9a-f]*)$/;

/** Services on the web answer such a name with the address in it. */
const HOLDS_ADDRESS = /(^|\.)\d{1,3}(\.\d{1,3}){3}(\.|$)/;

/** Names of the machine itself, and where clouds hand credentials out to it. */
const OF_MACHINE =
  /(^|\.)(localhost|localdomain)$|^metadata\.google\.internal$|^instance-data(\.|$)/;

/** Names that mean another machine to each cluster: a Service, with or without the domain of the cluster. */
const IN_CLUSTER = /^[^.]+$|\.svc$|\.cluster\.local$/;

/** The host of a provider: a name in the DNS that means the same machine to everybody. */
export const providerHost = dnsSubdomain
  .refine(
    name => !ENDS_IN_NUMBER.test(name) && !HOLDS_ADDRESS.test(name),
    'must be a name, not the number of an address: nobody could say whose it is, and no certificate is made for it',
  )
  .refine(
    name => !OF_MACHINE.test(name),
    'must not lead to the machine that the gateway itself runs on',
  )
  .describe('Name of the host.');

/** Whether a name means a Service of the cluster that the gateway runs in. */
export function isInCluster(hostname: string, clusterDomain: string): boolean {
  return (
    IN_CLUSTER.test(hostname) ||
    hostname === clusterDomain ||
    hostname.endsWith(`.${clusterDomain}`)
  );
}

const HOST_FIELDS: Record<ProviderInput['name'], string> = {
  openai: 'hostname',
  'openai-compatible': 'hostname',
  'azure-openai': 'resource',
  'aws-bedrock': 'region',
  'gcp-vertex': 'region',
  anthropic: 'name',
  cohere: 'name',
};

/** The host that requests to a provider go to, and the field that decides it. */
export function hostOf(provider: ProviderInput): {
  hostname: string;
  field: string;
} {
  return {
    hostname: providerEndpoint(provider).hostname,
    field: HOST_FIELDS[provider.name],
  };
}
