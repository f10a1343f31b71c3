/** Where an object stands in a cluster. */
export interface ManifestAddress {
  /** Empty for the core of Kubernetes. */
  group: string;
  version: string;
  kind: string;
  name: string;
  namespace?: string;
}

const GROUP = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)?$/;
const VERSION = /^[a-z0-9]{1,63}$/;
const KIND = /^[A-Za-z0-9]{1,63}$/;
/** What can be one part of a path, and nothing else: `.` and `..` would lead to other objects than the one that is meant. */
const SEGMENT = /^(?!\.{1,2}$)[^/%\s]{1,253}$/;

/** Where an object goes; or why nobody can say. */
export function addressOf(object: unknown): ManifestAddress | string {
  if (!isRecord(object)) {
    return 'it is no object';
  }
  const { apiVersion, kind, metadata } = object;
  const parts = typeof apiVersion === 'string' ? apiVersion.split('/') : [];
  const [group, version] = parts.length === 1 ? ['', ...parts] : parts;
  if (
    parts.length === 0 ||
    parts.length > 2 ||
    !GROUP.test(group) ||
    !VERSION.test(version)
  ) {
    return 'its apiVersion names no version of an API';
  }
  if (typeof kind !== 'string' || !KIND.test(kind)) {
    return 'its kind is no name of a kind';
  }
  const { name, namespace } = isRecord(metadata) ? metadata : {};
  if (typeof name !== 'string' || !SEGMENT.test(name)) {
    return 'its metadata.name is no name of an object';
  }
  if (namespace === undefined) {
    return { group, version, kind, name };
  }
  return typeof namespace === 'string' && SEGMENT.test(namespace)
    ? { group, version, kind, name, namespace }
    : 'its metadata.namespace is no name of a namespace';
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
