import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

/** The settings under `llm.hub`, with defaults. */
export interface ModelSourceConfig {
  /** Address of the hub without a slash at its end. */
  readonly endpoint: string;
  readonly token?: string;
  /** Origins, such as `https://registry.example.com`, that may be inside a network. */
  readonly allowedOrigins: readonly string[];
  /** Milliseconds for each request. */
  readonly timeout: number;
}

const HUGGING_FACE = 'https://huggingface.co';
const DEFAULT_TIMEOUT = 15_000;

/** Reads `llm.hub`. Throws `InputError` that names the key and the reason, and never the token. */
export function readModelSourceConfig(config: Config): ModelSourceConfig {
  const hub = config.getOptionalConfig('llm.hub');
  const endpoint = readEndpoint(
    hub?.getOptionalString('endpoint') ?? HUGGING_FACE,
  );
  const token = hub?.getOptionalString('token');
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) {
    throw new InputError(
      'Invalid llm.hub.token: it must be one word without spaces or line ends',
    );
  }
  const hosts = hub?.getOptionalStringArray('allowedHosts') ?? [];
  return {
    endpoint,
    token,
    allowedOrigins: hosts.map(readAllowedHost),
    timeout: hub?.has('timeout')
      ? durationToMilliseconds(readDurationFromConfig(hub, { key: 'timeout' }))
      : DEFAULT_TIMEOUT,
  };
}

function readEndpoint(value: string): string {
  const url = parse(value);
  if (!url || url.username || url.password || url.search || url.hash) {
    throw new InputError(
      'Invalid llm.hub.endpoint: it must be an address that begins with https:// or http://, without a user name, password or query',
    );
  }
  return url.href.replace(/\/+$/, '');
}

function readAllowedHost(value: string): string {
  const url = parse(/^https?:\/\//.test(value) ? value : `https://${value}`);
  if (!url || url.href !== `${url.origin}/` || value.includes('*')) {
    throw new InputError(
      `Invalid llm.hub.allowedHosts: ${JSON.stringify(
        value.slice(0, 100),
      )} is not a host such as registry.example.com, registry.example.com:5000 or http://registry.example.com`,
    );
  }
  return url.origin;
}

function parse(value: string): URL | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url : undefined;
}
