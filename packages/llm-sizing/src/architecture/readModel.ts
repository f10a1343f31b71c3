import { Issue, parseCount, Result } from '@modelyard/llm-units';
import { Architecture, StoredType } from './Architecture';
import { readGguf } from './files/gguf/readGguf';
import { addStored } from './files/StoredWeights';
import {
  readSafetensorsHeader,
  readSafetensorsIndex,
} from './files/readSafetensors';
import { readConfig } from './readConfig';

/**
 * What is at hand of a model. Each part is optional; what the weight files say of their size beats what is computed.
 *
 * @public
 */
export interface ModelFiles {
  /** Content of `config.json`, parsed or as text. */
  readonly config?: unknown;
  /** Content of `hf_quant_config.json`, parsed or as text. */
  readonly hfQuantConfig?: unknown;
  /** Content of `model.safetensors.index.json`, parsed or as text. */
  readonly index?: unknown;
  /** Beginnings of all weight files in safetensors, by name. */
  readonly safetensors?: Readonly<Record<string, Uint8Array>>;
  /** Beginnings of all files of a model in GGUF. */
  readonly gguf?: readonly Uint8Array[];
  /** Number of parameters that somebody gives, such as `70.6B`, where there is no file to tell. */
  readonly parameters?: {
    readonly total: number | string;
    readonly active?: number | string;
  };
  /** Number format of the weights that somebody gives with it. */
  readonly dtype?: Architecture['dtype'];
}

/**
 * Reads a model into what sizing needs from all that is at hand: its configuration, its weight files, or a plain number of
 * parameters, from which nothing follows but the size of the weights.
 *
 * @returns The architecture, with warnings; or the issues that prevented it, each with the part that it is in as path
 * @public
 */
export function readModel(files: ModelFiles): Result<Architecture> {
  const issues: Issue[] = [];
  const take = <T>(part: string, result: Result<T>): T | undefined => {
    issues.push(
      ...result.issues.map(issue => ({
        ...issue,
        path: joined(part, issue.path),
      })),
    );
    return result.ok ? result.value : undefined;
  };
  const config =
    files.config === undefined
      ? undefined
      : take(
          'config',
          readConfig({
            config: files.config,
            hfQuantConfig: files.hfQuantConfig,
          }),
        );
  const gguf = files.gguf && take('gguf', readGguf({ files: files.gguf }));
  const stored = readStored(files, take);
  const given = files.parameters && readGiven(files.parameters, take);

  const failed = issues.some(({ severity }) => severity === 'error');
  const known = config ?? gguf ?? given;
  if (failed || !known) {
    if (!failed) {
      issues.push({
        path: '',
        code: 'nothing-to-read',
        message:
          'must have at least one of config, gguf and parameters: weight files in safetensors do not say what layers there are',
        severity: 'error',
      });
    }
    return { ok: false, issues };
  }
  const value: Architecture = {
    ...given,
    ...gguf,
    ...config,
    ...(files.dtype && !config?.dtype && { dtype: files.dtype }),
    ...(gguf && storedOf(gguf)),
    ...stored,
    layers: known.layers,
  };
  compareSizes(value, issues);
  return { ok: true, value, issues };
}

function joined(part: string, path: string): string {
  const separator = path === '' || path.startsWith('[') ? '' : '.';
  return `${part}${separator}${path}`;
}

/** What a GGUF file says of its weights counts even where a configuration says what layers there are. */
function storedOf(
  gguf: Architecture,
): Pick<Architecture, 'weightBytes' | 'storedTypes'> {
  const { weightBytes, storedTypes } = gguf;
  return weightBytes === undefined ? {} : { weightBytes, storedTypes };
}

type Take = <T>(part: string, result: Result<T>) => T | undefined;

function readStored(
  files: ModelFiles,
  take: Take,
): Pick<Architecture, 'weightBytes' | 'storedTypes'> {
  const index =
    files.index === undefined
      ? undefined
      : take('index', readSafetensorsIndex({ index: files.index }));
  const headers = Object.entries(files.safetensors ?? {});
  const types: StoredType[] = [];
  for (const [name, bytes] of headers) {
    const header = take(
      `safetensors.${name}`,
      readSafetensorsHeader({ bytes }),
    );
    types.push(...(header?.types ?? []));
  }
  const names = new Set(headers.map(([name]) => name));
  const missing = index?.files.filter(name => !names.has(name)) ?? [];
  const complete = headers.length > 0 && missing.length === 0;
  const all = addStored(types);
  return {
    ...(index && { weightBytes: index.weightBytes }),
    // The headers say what is there; an index may be older than the files.
    ...(complete && { weightBytes: all.bytes, storedTypes: all.types }),
  };
}

/** A plain count says how large the weights are, and nothing of what is kept for a request. */
function readGiven(
  given: NonNullable<ModelFiles['parameters']>,
  take: Take,
): Architecture | undefined {
  const total = take('parameters.total', parseCount(given.total));
  const active =
    given.active === undefined
      ? undefined
      : take('parameters.active', parseCount(given.active));
  if (total === undefined) {
    return undefined;
  }
  take('parameters', {
    ok: true,
    value: undefined,
    issues: [
      {
        path: '',
        code: 'layers-unknown',
        message:
          'say how large the weights are, but not what the model keeps for each token of a request: that needs its config.json',
        severity: 'warning',
      },
    ],
  });
  return {
    parameters: { total, ...(active !== undefined && { active }) },
    layers: [],
  };
}

const BITS: Readonly<Record<string, number>> = {
  fp32: 32,
  fp16: 16,
  bf16: 16,
  fp8: 8,
  int8: 8,
  'awq-int4': 4,
  'gptq-int4': 4,
  nvfp4: 4,
  mxfp4: 4,
};

/**
 * Files that are much smaller or larger than the parameters that were counted are of another format than was read, or the
 * count is wrong: either way somebody should look.
 */
function compareSizes(value: Architecture, issues: Issue[]): void {
  const { weightBytes, parameters, predictionLayers, dtype } = value;
  const total = parameters?.total;
  const formats =
    value.weightFormats ??
    (value.quantization === undefined && dtype && total
      ? [{ format: dtype, parameters: total }]
      : undefined);
  if (!weightBytes || !formats) {
    return;
  }
  const bytes = formats.reduce(
    (sum, { format, parameters: count }) => sum + (count * BITS[format]) / 8,
    0,
  );
  // Scales take up to a sixth of 4-bit weights; layers that guess ahead lie beside the rest.
  const most = bytes * 1.25 + 4 * (predictionLayers?.parameters ?? 0);
  if (weightBytes < bytes * 0.93 || weightBytes > most) {
    issues.push({
      path: 'weightBytes',
      code: 'sizes-differ',
      message: `is ${weightBytes}, but the parameters that were read would take ${Math.round(
        bytes,
      )} bytes: the weights may have another format than their configuration says, or the number of parameters is wrong; the size of the files counts`,
      severity: 'warning',
    });
  }
}
