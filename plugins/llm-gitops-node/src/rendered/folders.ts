import {
  DEFAULT_NAMESPACE,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';

/**
 * Where the files of a Model or a GpuPool lie in the repository, unless they came from somewhere else in it. Namespaces have
 * no underscore, so that no two entities share a folder.
 *
 * @param ref - In full
 * @public
 */
export function entityFolder(ref: string): string {
  const { kind, namespace, name } = parseEntityRef(ref);
  const folder = kind.toLowerCase() === 'gpupool' ? 'pools' : 'models';
  return namespace === DEFAULT_NAMESPACE
    ? `${folder}/${name}`
    : `${folder}/${namespace}_${name}`;
}

/**
 * The ref of the entity that a folder of rendered manifests is about, by where it lies; undefined for one that lies elsewhere.
 *
 * @public
 */
export function entityOfFolder(folder: string): string | undefined {
  const match = /^(models|pools)\/(?:([a-z0-9-]+)_)?([^/_]+)\/[^/]+$/.exec(
    folder,
  );
  if (!match) {
    return undefined;
  }
  const [, kind, namespace = DEFAULT_NAMESPACE, name] = match;
  return stringifyEntityRef({
    kind: kind === 'pools' ? 'gpupool' : 'model',
    namespace,
    name,
  });
}
