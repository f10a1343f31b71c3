import { formatPath, type PathStep } from '../../paths';
import { isRecord } from '../../schema/rawSchema';
import { has, items, type Fields } from './read';

/** Something that describes a pod: a mapping that has containers, wherever in an object it stands. */
interface PodLike {
  readonly pod: Fields;
  readonly path: string;
}

// Several rules look at the pods of the same object, one after the other.
const lookedAt = new WeakMap<object, PodLike[]>();

/** Pods and templates of pods in an object. KServe's `model` is a container that stands beside them. */
export function podsIn(object: object): readonly PodLike[] {
  let found = lookedAt.get(object);
  if (!found) {
    found = [];
    collect(object, [], found);
    lookedAt.set(object, found);
  }
  return found;
}

function collect(value: unknown, way: PathStep[], found: PodLike[]): void {
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      way.push(index);
      collect(value[index], way, found);
      way.pop();
    }
    return;
  }
  if (!isRecord(value)) {
    return;
  }
  if (
    Array.isArray(value.containers) ||
    Array.isArray(value.resourceClaims) ||
    has(value, 'model', 'resources', 'claims')
  ) {
    found.push({ pod: value, path: formatPath(way) });
  }
  for (const name of Object.keys(value)) {
    way.push(name);
    collect(value[name], way, found);
    way.pop();
  }
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
