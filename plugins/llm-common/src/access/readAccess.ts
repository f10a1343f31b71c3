import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { KeySecret } from './clientSnippets';

/**
 * How people get access to models at this installation: the settings under `llm.access`.
 *
 * @public
 */
export interface LlmAccess {
  /** Where a key comes from: Markdown, an address to go to, or both. */
  howTo?: { text?: string; url?: string };
  /** Address of the API of models that name none themselves. */
  baseUrl?: string;
  /** The Secret that snippets take the key from. */
  secret: KeySecret;
}

/** Names of objects in Kubernetes, and of the entries of a Secret. */
const OBJECT_NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
const ENTRY_NAME = /^[-._a-zA-Z0-9]{1,253}$/;

/**
 * Reads `llm.access`.
 *
 * @throws InputError that names the key and the reason
 * @public
 */
export function readLlmAccess(config: Config): LlmAccess {
  const read = (key: string) => config.getOptionalString(`llm.access.${key}`);
  const checked = (key: string, value: string, pattern: RegExp) => {
    if (!pattern.test(value)) {
      throw new InputError(
        `Invalid llm.access.${key}: ${JSON.stringify(
          value,
        )} is no such name in Kubernetes`,
      );
    }
    return value;
  };
  const howTo = {
    text: read('howTo.text'),
    url: webAddress('howTo.url', read('howTo.url')),
  };
  return {
    ...((howTo.text || howTo.url) && { howTo }),
    baseUrl: webAddress('baseUrl', read('baseUrl'))?.replace(/\/+$/, ''),
    secret: {
      name: checked(
        'secret.name',
        read('secret.name') ?? 'llm-api-key',
        OBJECT_NAME,
      ),
      key: checked('secret.key', read('secret.key') ?? 'key', ENTRY_NAME),
    },
  };
}

function webAddress(
  key: string,
  value: string | undefined,
): string | undefined {
  if (value === undefined) {
    return undefined;
  }
  let url;
  try {
    url = new URL(value);
  } catch (error) {
    throw new InputError(`Invalid llm.access.${key}: ${value} is no address`);
  }
  if (!['http:', 'https:'].includes(url.protocol)) {
    throw new InputError(
      `Invalid llm.access.${key}: ${value} must begin with http:// or https://`,
    );
  }
  return value;
}
