import type { EngineOptions } from '@modelyard/llm-sizing';
import type { ModelVersion } from '@modelyard/plugin-llm-common';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { recordOf, textOf } from './value';

/**
 * Options of the field `GpuPoolPicker`: where in the form the other answers
 * are that the verdict depends on, as dotted paths such as `serving.engine`.
 *
 * @public
 */
export interface GpuPoolPickerOptions {
  /** Ref of a Model of the catalog. */
  model?: string;
  /**
   * Value of the field `ModelSource`: a version that no Model has yet, of the
   * model or of one that is new.
   */
  source?: string;
  /** Name of a deployment of the model: the field begins with where that runs, and which version. */
  deployment?: string;
  /** Class of the data that the deployment will work on. */
  dataClass?: string;
  /** How the engine is told to run the model; an object with the fields of `EngineOptions`. */
  engine?: string;
  /** Ref of the group that will own the deployment, for its quotas. */
  group?: string;
}

/** The other answers of the form, as far as they are given. */
export interface Siblings {
  /** Full ref of the model. */
  readonly model?: string;
  readonly source?: ModelVersion;
  readonly deployment?: string;
  readonly dataClass?: string;
  readonly engine: EngineOptions;
  /** Full ref of the group. */
  readonly group?: string;
}

/** Reads the other answers from the data of the whole form. */
export function readSiblings(uiOptions: unknown, formData: unknown): Siblings {
  const options = readOptions(uiOptions);
  const at = (path: string | undefined) => readAt(formData, path);
  return {
    model: refOf(at(options.model), 'Model'),
    source: versionOf(at(options.source)),
    deployment: textOf(at(options.deployment)),
    dataClass: textOf(at(options.dataClass)),
    engine: engineOf(at(options.engine)),
    group: refOf(at(options.group), 'Group'),
  };
}

/** Where the other answers are, as a template says. */
export function readOptions(uiOptions: unknown): GpuPoolPickerOptions {
  const { model, source, deployment, dataClass, engine, group } =
    recordOf(uiOptions);
  return {
    model: textOf(model),
    source: textOf(source),
    deployment: textOf(deployment),
    dataClass: textOf(dataClass),
    engine: textOf(engine),
    group: textOf(group),
  };
}

function readAt(data: unknown, path: string | undefined): unknown {
  if (!path) {
    return undefined;
  }
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        Object.hasOwn(recordOf(value), key) ? recordOf(value)[key] : undefined,
      data,
    );
}

function refOf(value: unknown, defaultKind: string): string | undefined {
  const text = textOf(value);
  if (text === undefined) {
    return undefined;
  }
  try {
    return stringifyEntityRef(parseEntityRef(text, { defaultKind }));
  } catch {
    return undefined;
  }
}

/** The version of a value of `ModelSource`, once it has been read. */
function versionOf(value: unknown): ModelVersion | undefined {
  const version = recordOf(recordOf(value).version);
  return textOf(version.name) && textOf(version.kind)
    ? (version as ModelVersion)
    : undefined;
}

/** An option that a person left empty is one that is left to the engine. */
function engineOf(value: unknown): EngineOptions {
  return Object.fromEntries(
    Object.entries(recordOf(value)).filter(
      ([, option]) => option !== undefined && option !== null && option !== '',
    ),
  );
}
