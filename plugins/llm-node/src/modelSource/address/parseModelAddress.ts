import { InputError } from '@backstage/errors';
import { HubAddress, ModelAddress } from './ModelAddress';
import { parseHubPage } from './parseHubPage';
import { parseOciAddress } from './parseOciAddress';

/**
 * Takes the address of a model apart: `hf://org/name` (with `@revision` or, as KServe writes it, `:revision`; with the path
 * of a GGUF file behind it), `org/name` alone, the address of the model's page, `oci://…`, `https://…`, `s3://…`.
 *
 * @throws InputError that says what is wrong with it
 */
export function parseModelAddress(options: {
  uri: string;
  revision?: string;
  /** Address of the hub, whose pages are understood. */
  endpoint: string;
}): ModelAddress {
  const uri = options.uri.trim();
  const revision = options.revision?.trim() || undefined;
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*):\/\/(.+)$/i.exec(uri) ?? [];
  switch (scheme?.toLowerCase()) {
    case undefined:
      return checkHub(parseHub(uri), revision);
    case 'hf':
      return checkHub(parseHub(rest), revision);
    case 'oci':
      return parseOciAddress({ text: rest, revision });
    case 's3':
      return { kind: 's3' };
    case 'https':
    case 'http': {
      const url = URL.canParse(uri) ? new URL(uri) : undefined;
      if (!url) {
        throw new InputError('uri is not a valid address');
      }
      const page = parseHubPage({ url, endpoint: options.endpoint });
      return page ? checkHub(page, revision) : { kind: 'https', url };
    }
    default:
      throw new InputError(
        `uri must begin with hf://, oci://, s3:// or https://, but begins with ${scheme.slice(
          0,
          40,
        )}://`,
      );
  }
}

const HUB =
  /^(?<repository>[^/@:]+(?:\/[^/@:]+)?)(?:[@:](?<revision>[^/]+))?(?:\/(?<file>.+))?$/;

function parseHub(text: string): HubAddress {
  const { repository, revision, file } =
    HUB.exec(text.replace(/\/$/, ''))?.groups ?? {};
  return { kind: 'hub', repository: repository ?? '', revision, file };
}

const NAME = /^(?!.*(?:\.\.|--))[a-zA-Z0-9_][\w.-]{0,95}$/;
const REVISION = /^(?!.*(?:\.\.|\/\/))[a-zA-Z0-9_][\w./+-]{0,199}$/;

function checkHub(address: HubAddress, revision?: string): HubAddress {
  const { repository, file } = address;
  if (!repository.split('/').every(part => NAME.test(part))) {
    throw new InputError(
      'uri must name a model of the hub, such as hf://org/name',
    );
  }
  const pinned = address.revision;
  if (pinned && revision && pinned !== revision) {
    throw new InputError('uri and revision name different revisions');
  }
  const wanted = pinned ?? revision;
  if (wanted !== undefined && !REVISION.test(wanted)) {
    throw new InputError(
      pinned === undefined
        ? 'revision must be the name of a branch or tag, or a commit'
        : `uri must name a model of the hub, such as hf://org/name, and what follows it must be a branch, a tag or a commit, not "${pinned.slice(
            0,
            40,
          )}"`,
    );
  }
  if (file !== undefined && !/^(?!.*\.\.).{1,400}\.gguf$/i.test(file)) {
    throw new InputError(
      'uri must name a model of the hub, such as hf://org/name, or one GGUF file of it',
    );
  }
  return { ...address, revision: wanted };
}
