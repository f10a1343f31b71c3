import type { ModelVersion } from '@modelyard/plugin-llm-common';

/**
 * The value of the field: where a model comes from, and what was read there.
 * Templates use `${{ parameters.source.version }}` as a version of a Model.
 */
export interface ModelSourceValue {
  /** Where it is published. Absent for a configuration that was pasted. */
  uri?: string;
  /** The branch, tag or commit that was asked for; the version has the commit. */
  revision?: string;
  /** The text that counts instead of the model's own `config.json`. */
  config?: string;
  version: ModelVersion;
}

/** What somebody has typed to say which model they mean. */
export interface TypedSource {
  readonly uri: string;
  readonly revision: string;
  readonly config: string;
}

/** What a form holds, which may come out of an address that somebody wrote. */
export interface HeldValue {
  readonly typed: TypedSource;
  /** Absent where the model has not been read yet. */
  readonly version?: ModelVersion;
}

const LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

/** Whether versions may be called that, and Kubernetes takes it for a label. */
export function isVersionName(name: unknown): name is string {
  return typeof name === 'string' && LABEL.test(name);
}

/** Takes out of a form's value what has the right shape. */
export function readHeldValue(value: unknown): HeldValue {
  const given = isObject(value) ? value : {};
  const { version } = given;
  return {
    typed: {
      uri: textOf(given.uri),
      revision: textOf(given.revision),
      config: textOf(given.config),
    },
    ...(isVersion(version) && { version }),
  };
}

function isVersion(value: unknown): value is ModelVersion {
  return (
    isObject(value) &&
    isVersionName(value.name) &&
    typeof value.kind === 'string' &&
    (value.source === undefined ||
      (isObject(value.source) && typeof value.source.uri === 'string')) &&
    (value.architecture === undefined || isArchitecture(value.architecture))
  );
}

/** Whether it can be shown; the rules of the catalog look at the rest. */
function isArchitecture(value: unknown): boolean {
  if (!isObject(value)) {
    return false;
  }
  const { parameters, layers, dtype } = value;
  return (
    (parameters === undefined || isObject(parameters)) &&
    (dtype === undefined || typeof dtype === 'string') &&
    (layers === undefined || (Array.isArray(layers) && layers.every(isObject)))
  );
}

/** Whether two sources are the same but for spaces around them. */
export function isSameSource(a: TypedSource, b: TypedSource): boolean {
  return (
    a.uri.trim() === b.uri.trim() &&
    a.revision.trim() === b.revision.trim() &&
    a.config.trim() === b.config.trim()
  );
}

/** Whether anything is there to be read. */
export function namesSomething(source: TypedSource): boolean {
  return source.uri.trim() !== '' || source.config.trim() !== '';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
