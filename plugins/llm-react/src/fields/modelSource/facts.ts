import {
  failure,
  formatBytes,
  formatCount,
  parseBytes,
  parseCount,
  success,
  type Result,
} from '@modelyard/llm-units';
import type {
  ModelArchitecture,
  ModelVersion,
} from '@modelyard/plugin-llm-common';
import { addressByHand } from './addressByHand';
import { isVersionName } from './modelSourceValue';

/** A fact of a version that somebody can enter. */
export type FactId =
  | 'name'
  | 'address'
  | 'quantization'
  | 'parameters'
  | 'activeParameters'
  | 'weightBytes'
  | 'contextLength'
  | 'dtype'
  | 'hiddenSize'
  | 'vocabSize'
  | 'license';

/** What somebody has entered, by fact, as they wrote it. */
export type Entries = Readonly<Partial<Record<FactId, string>>>;

/** How a fact is read from a version, and written into one. */
export interface FactDefinition {
  readonly id: FactId;
  /** What can be chosen, where not everything can be entered. */
  readonly choices?: readonly string[];
  /** The text that an input begins with; undefined where it is not known. */
  read(version: ModelVersion): string | undefined;
  /** Answers with the version that has the fact, or without it for an empty text. */
  write(version: ModelVersion, text: string): Result<ModelVersion>;
}

/** The figure of an entity in the form that inputs take; as it stands where it is none. */
function shownAs(
  value: number | string | undefined,
  parse: (value: unknown) => Result<number>,
  format: (value: number) => string,
): string | undefined {
  if (value === undefined) {
    return undefined;
  }
  const parsed = parse(value);
  return parsed.ok ? format(parsed.value) : String(value);
}

const countText = (value: number) =>
  value < 1e6
    ? String(value)
    : formatCount(value, { locale: 'en', maximumFractionDigits: 3 });
const bytesText = (value: number) =>
  formatBytes(value, { locale: 'en', maximumFractionDigits: 3 });

function withArchitecture(
  version: ModelVersion,
  change: Partial<ModelArchitecture>,
): ModelVersion {
  const architecture = withoutAbsent({ ...version.architecture, ...change });
  return withoutAbsent({
    ...version,
    architecture:
      Object.keys(architecture).length > 0 ? architecture : undefined,
  });
}

function withoutAbsent<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, item]) => item !== undefined),
  ) as T;
}

/** A whole number above zero; undefined for an empty text. */
function positive(
  text: string,
  parse: (value: unknown) => Result<number>,
): Result<number | undefined> {
  if (text === '') {
    return success(undefined);
  }
  const parsed = parse(text);
  return parsed.ok && parsed.value < 1
    ? failure('not-positive', 'must be above zero')
    : parsed;
}

function mapped<T, R>(result: Result<T>, map: (value: T) => R): Result<R> {
  return result.ok ? success(map(result.value)) : result;
}

/** A whole number of the architecture, such as tokens. */
function countOf(
  id: FactId & ('contextLength' | 'hiddenSize' | 'vocabSize'),
): FactDefinition {
  return {
    id,
    read: ({ architecture }) =>
      shownAs(architecture?.[id], parseCount, value => String(value)),
    write: (version, text) =>
      mapped(positive(text, parseCount), value =>
        withArchitecture(version, { [id]: value }),
      ),
  };
}

function oneOf<T extends string>(
  choices: readonly T[],
  text: string,
): Result<T | undefined> {
  const chosen = choices.find(choice => choice === text);
  return text === '' || chosen
    ? success(chosen)
    : failure('not-a-choice', `must be one of ${choices.join(', ')}`);
}

const quantizations = [
  'none',
  'fp8',
  'int8',
  'awq-int4',
  'gptq-int4',
  'nvfp4',
  'mxfp4',
] as const;
const numberTypes = ['bf16', 'fp16', 'fp32', 'fp8'] as const;

/** Every fact that can be entered, in the order of the form. */
export const factDefinitions: readonly FactDefinition[] = [
  {
    id: 'name',
    read: ({ name }) => name,
    write: (version, text) =>
      isVersionName(text)
        ? success({ ...version, name: text })
        : failure(
            'name-invalid',
            'must be at most 63 letters, digits, hyphens, dots and underscores, with a letter or digit at both ends',
          ),
  },
  {
    id: 'address',
    read: ({ source }) => source?.uri,
    write: (version, text) => {
      const uri = addressByHand(text);
      return uri
        ? success({ ...version, source: { ...version.source, uri } })
        : failure(
            'address-invalid',
            'must be the name of a model at the hub, such as Qwen/Qwen3-8B, or an address that begins with hf://, oci://, s3:// or https://',
          );
    },
  },
  {
    id: 'parameters',
    read: ({ architecture }) =>
      shownAs(architecture?.parameters?.total, parseCount, countText),
    write: (version, text) => {
      const { active, total: before } = version.architecture?.parameters ?? {};
      return mapped(positive(text, parseCount), total =>
        withArchitecture(version, {
          parameters:
            total === undefined
              ? undefined
              : withoutAbsent({
                  total,
                  // In a dense model all are active, however many there are.
                  active: active === before ? undefined : active,
                }),
        }),
      );
    },
  },
  {
    id: 'activeParameters',
    read: ({ architecture }) =>
      shownAs(architecture?.parameters?.active, parseCount, countText),
    write: (version, text) => {
      const parameters = version.architecture?.parameters;
      const active = positive(text, parseCount);
      if (!active.ok) {
        return active;
      }
      if (active.value === undefined) {
        return success(
          withArchitecture(version, {
            parameters: parameters && { total: parameters.total },
          }),
        );
      }
      const total = parseCount(parameters?.total);
      if (!parameters || !total.ok) {
        return failure(
          'total-unknown',
          'means something only together with all parameters',
        );
      }
      return active.value > total.value
        ? failure('too-many', 'must not be more than all parameters')
        : success(
            withArchitecture(version, {
              parameters: { total: parameters.total, active: active.value },
            }),
          );
    },
  },
  {
    id: 'weightBytes',
    read: ({ architecture }) =>
      shownAs(architecture?.weightBytes, parseBytes, bytesText),
    write: (version, text) =>
      mapped(positive(text, parseBytes), weightBytes =>
        withArchitecture(version, { weightBytes }),
      ),
  },
  countOf('contextLength'),
  {
    id: 'quantization',
    choices: quantizations,
    read: ({ quantization }) => quantization,
    write: (version, text) =>
      mapped(oneOf(quantizations, text), quantization =>
        withoutAbsent({ ...version, quantization }),
      ),
  },
  {
    id: 'dtype',
    choices: numberTypes,
    read: ({ architecture }) => architecture?.dtype,
    write: (version, text) =>
      mapped(oneOf(numberTypes, text), dtype =>
        withArchitecture(version, { dtype }),
      ),
  },
  countOf('hiddenSize'),
  countOf('vocabSize'),
  {
    id: 'license',
    read: ({ source }) => source?.license,
    write: (version, text) => {
      const { source } = version;
      if (!source) {
        return text === ''
          ? success(version)
          : failure(
              'no-source',
              'needs the address of the model, to which the licence belongs',
            );
      }
      return success({
        ...version,
        source: withoutAbsent({ ...source, license: text || undefined }),
      });
    },
  },
];

/** What a version becomes with what was entered. */
export interface EnteredVersion {
  /** Absent while something that was entered cannot be taken. */
  readonly version?: ModelVersion;
  /** What is wrong with an entry: it reads on after the name of the fact. */
  readonly errors: Readonly<Partial<Record<FactId, string>>>;
}

/** Writes everything that was entered into what was read. */
export function enterFacts(
  read: ModelVersion,
  entries: Entries,
): EnteredVersion {
  const errors: Partial<Record<FactId, string>> = {};
  let version = read;
  for (const { id, write } of factDefinitions) {
    const text = entries[id];
    if (text !== undefined) {
      const result = write(version, text.trim());
      if (result.ok) {
        version = result.value;
      } else {
        errors[id] = result.issues[0].message;
      }
    }
  }
  // The catalog takes no weights of which nobody says where they are.
  if (version.kind === 'weights' && !version.source && !errors.address) {
    errors.address = 'must say where the files of the model are';
  }
  return {
    errors,
    ...(Object.keys(errors).length === 0 && { version }),
  };
}

/** Whether an entry says something else than what was read. */
export function isEntered(
  definition: FactDefinition,
  read: ModelVersion,
  entries: Entries,
): boolean {
  const text = entries[definition.id];
  return (
    text !== undefined && text.trim() !== (definition.read(read) ?? '').trim()
  );
}
