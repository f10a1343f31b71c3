import { appendPath } from '../../paths';
import { isRecord } from '../../schema/rawSchema';
import { has, items, type Fields } from './read';

/** Something that describes a pod: a mapping that has containers, wherever in an object it stands. */
export interface PodLike {
  readonly pod: Fields;
  readonly path: string;
}

/** Pods and templates of pods in an object. KServe's `model` is a container that stands beside them. */
export function podsIn(object: unknown): PodLike[] {
  const found: PodLike[] = [];
  const look = (value: unknown, path: string): void => {
    if (Array.isArray(value)) {
      value.forEach((item: unknown, index) =>
        look(item, appendPath(path, index)),
      );
    } else if (isRecord(value)) {
      if (
        Array.isArray(value.containers) ||
        Array.isArray(value.resourceClaims) ||
        has(value, 'model', 'resources', 'claims')
      ) {
        found.push({ pod: value, path });
      }
      for (const [name, item] of Object.entries(value)) {
        look(item, appendPath(path, name));
      }
    }
  };
  look(object, '');
  return found;
}

/** The containers of a pod, each with its path. */
export function containersOf({
  pod,
  path,
}: PodLike): { item: Fields; path: string }[] {
  const { model } = pod;
  return [
    ...items(pod, path, 'initContainers'),
    ...items(pod, path, 'containers'),
    ...(isRecord(model) ? [{ item: model, path: `${path}.model` }] : []),
  ];
}
