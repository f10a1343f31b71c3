import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { EngineOptions } from '@modelyard/llm-sizing';
import type { ModelTask, ModelVersion } from '@modelyard/plugin-llm-common';
import { readAnswer, readOptions, type AnswerPath } from './options';
import { recordOf, textOf } from './value';

/** The other answers of the form, as far as they are given. */
export interface Siblings {
  /** Full ref of the model. */
  readonly model?: string;
  /** Name of a deployment of the model. */
  readonly deployment?: string;
  readonly source?: ModelVersion;
  /** Of a model that is new. */
  readonly task?: ModelTask;
  /** Of a model that is new. */
  readonly dataClasses?: readonly string[];
  readonly dataClass?: string;
  readonly engine: EngineOptions;
  /** Full ref of the group. */
  readonly group?: string;
}

/** Reads the other answers from the data of the whole form, by the options of the field. */
export function readSiblings(uiOptions: unknown, formData: unknown): Siblings {
  const options = readOptions(uiOptions);
  const answer = (path: AnswerPath | undefined) => readAnswer(formData, path);
  return {
    model: refOf(answer(options.model), 'Model'),
    deployment: textOf(answer(options.deployment)),
    source: versionOf(answer(options.source)),
    // A task that does not exist is one that no engine serves.
    task: textOf(answer(options.task)) as ModelTask | undefined,
    dataClasses: textsOf(answer(options.dataClasses)),
    dataClass: textOf(answer(options.dataClass)),
    engine: engineOf(answer(options.engine)),
    group: refOf(answer(options.group), 'Group'),
  };
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

function textsOf(value: unknown): readonly string[] | undefined {
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string')
    : undefined;
}

/** What of an engine's settings sizing knows; a form may ask for others as well. */
const ENGINE_OPTIONS = {
  version: true,
  tensorParallel: true,
  pipelineParallel: true,
  dataParallel: true,
  decodeContextParallel: true,
  expertParallel: true,
  maxModelLen: true,
  gpuMemoryUtilization: true,
  maxNumSeqs: true,
  maxNumBatchedTokens: true,
  kvCacheDtype: true,
  quantization: true,
  chunkedPrefill: true,
  prefixCaching: true,
  enforceEager: true,
  lora: true,
  speculative: true,
  task: true,
} satisfies Record<keyof EngineOptions, true>;

/** An option that a person left empty is one that is left to the engine. */
function engineOf(value: unknown): EngineOptions {
  return Object.fromEntries(
    Object.entries(recordOf(value)).filter(
      ([name, option]) =>
        Object.hasOwn(ENGINE_OPTIONS, name) &&
        option !== undefined &&
        option !== null &&
        option !== '',
    ),
  );
}
