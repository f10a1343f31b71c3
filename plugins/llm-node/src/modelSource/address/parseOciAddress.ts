import { InputError } from '@backstage/errors';
import { OciAddress } from './ModelAddress';

const REFERENCE =
  /^(?<registry>[a-zA-Z0-9.-]+(?::\d{1,5})?|\[[0-9a-fA-F:.]+\](?::\d{1,5})?)\/(?<repository>[a-z0-9]+(?:(?:\.|_{1,2}|-+|\/)[a-z0-9]+)*)(?::(?<tag>[\w][\w.-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?$/;

const DOCKER_HUB = /^(?:(?:www|index)\.)?docker\.io$/;

/**
 * Takes a reference of an image apart, as the OCI distribution specification writes it.
 *
 * @param options - `text` without `oci://`; `revision` a tag or digest beside it
 * @throws InputError
 */
export function parseOciAddress(options: {
  text: string;
  revision?: string;
}): OciAddress {
  const { text, revision } = options;
  const { registry, repository, tag, digest } =
    (text.length <= 512 && REFERENCE.exec(text)?.groups) || {};
  if (!registry || !repository) {
    throw new InputError(
      'uri must name an image, such as oci://registry.example.com/models/name:tag',
    );
  }
  if (
    revision &&
    !/^(?:sha256:[0-9a-f]{64}|[\w][\w.-]{0,127})$/.test(revision)
  ) {
    throw new InputError(
      'revision must be a tag or a digest (sha256:…) of the image',
    );
  }
  const named = digest ?? tag;
  const pins = revision?.startsWith('sha256:') && !digest;
  if (named && revision && named !== revision && !pins) {
    throw new InputError('uri and revision name different revisions');
  }
  return {
    kind: 'oci',
    name: `${registry}/${repository}`,
    // Docker Hub answers under another name, and short names are those of its own images.
    registry: DOCKER_HUB.test(registry) ? 'registry-1.docker.io' : registry,
    repository:
      DOCKER_HUB.test(registry) && !repository.includes('/')
        ? `library/${repository}`
        : repository,
    reference: (pins ? revision : named ?? revision) ?? 'latest',
  };
}
