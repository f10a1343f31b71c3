import {
  DEFAULT_NAMESPACE,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { Subject } from '@modelyard/llm-manifests';

/**
 * Where the files of an entity lie in the GitOps repository, unless it came from somewhere else in it. Namespaces have no
 * underscore, so that no two entities share a folder.
 */
export function entityFolder(ref: string): string {
  const { kind, namespace, name } = parseEntityRef(ref);
  const folder = kind.toLowerCase() === 'gpupool' ? 'pools' : 'models';
  return namespace === DEFAULT_NAMESPACE
    ? `${folder}/${name}`
    : `${folder}/${namespace}_${name}`;
}

/** Where the manifests of a deployment or a pool lie. */
export function subjectFolder(subject: Subject): string {
  return subject.kind === 'pool'
    ? `${entityFolder(subject.pool)}/cluster`
    : `${entityFolder(subject.model)}/${subject.deployment}`;
}

/** The ref of the entity that a folder of rendered manifests is about; undefined for one that lies elsewhere. */
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
