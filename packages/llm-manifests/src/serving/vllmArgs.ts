import { Issue } from '@modelyard/llm-units';
import type { EngineInput } from './engine';
import { MANAGED, MANAGED_ENV } from './managed';
import { checkVersion } from './vllmFlags';

/** What an engine is told beside its own settings. */
export interface EngineArgsOptions {
  readonly engine: EngineInput;
  /** Where the engine finds the adapters, by name. */
  readonly adapterPath: (adapter: { name: string; uri: string }) => string;
}

/**
 * The flags of vLLM for an engine's settings, in a fixed order: those that differ from the engine's defaults, then the
 * further ones as they were given.
 *
 * @see vLLM, "Engine Arguments"
 */
export function vllmArgs({ engine, adapterPath }: EngineArgsOptions): string[] {
  const args: string[] = [];
  const add = (flag: string, value: string | number | undefined) => {
    if (value !== undefined) {
      args.push(`${flag}=${value}`);
    }
  };
  const addIf = (condition: boolean | undefined, flag: string) => {
    if (condition) {
      args.push(flag);
    }
  };

  add('--tensor-parallel-size', engine.tensorParallel);
  add('--pipeline-parallel-size', above(engine.pipelineParallel));
  add('--data-parallel-size', above(engine.dataParallel));
  addIf(engine.expertParallel, '--enable-expert-parallel');
  add('--decode-context-parallel-size', engine.decodeContextParallel);
  add('--max-model-len', engine.maxModelLen);
  add('--gpu-memory-utilization', engine.gpuMemoryUtilization);
  add('--max-num-seqs', engine.maxNumSeqs);
  add('--max-num-batched-tokens', engine.maxNumBatchedTokens);
  add('--kv-cache-dtype', unlessAuto(engine.kvCacheDtype));
  add('--quantization', engine.quantization);
  add('--dtype', unlessAuto(engine.dtype));
  addIf(!engine.prefixCaching, '--no-enable-prefix-caching');
  add('--prefix-caching-hash-algo', engine.prefixCachingHash);
  addIf(engine.chunkedPrefill === true, '--enable-chunked-prefill');
  addIf(engine.chunkedPrefill === false, '--no-enable-chunked-prefill');
  if (engine.kvOffload) {
    add('--kv-offloading-size', engine.kvOffload.sizeGib);
    add('--kv-offloading-backend', engine.kvOffload.backend);
  }
  if (engine.lora) {
    const { adapters, maxLoras, maxRank, maxCpuLoras } = engine.lora;
    args.push('--enable-lora');
    add('--max-loras', maxLoras);
    add('--max-lora-rank', maxRank);
    add('--max-cpu-loras', maxCpuLoras);
    args.push(
      '--lora-modules',
      ...adapters.map(adapter => `${adapter.name}=${adapterPath(adapter)}`),
    );
  }
  if (engine.speculative) {
    const { method, model, tokens, draftTensorParallel } = engine.speculative;
    args.push(
      '--speculative-config',
      JSON.stringify({
        method,
        model,
        num_speculative_tokens: tokens,
        draft_tensor_parallel_size: draftTensorParallel,
      }),
    );
  }
  if (engine.toolCallParser) {
    args.push('--enable-auto-tool-choice');
    add('--tool-call-parser', engine.toolCallParser);
  }
  add('--reasoning-parser', engine.reasoningParser);
  add('--chat-template', engine.chatTemplate);
  addIf(engine.trustRemoteCode, '--trust-remote-code');
  addIf(engine.enforceEager, '--enforce-eager');
  return [...args, ...engine.extraArgs];
}

/**
 * What sets a flag, where the suite or a family does. vLLM takes `--flag.key=value` for a part of a JSON value, and a
 * flag that is cut short for the one that it begins.
 */
function setterOf(
  arg: string,
  managed: Readonly<Record<string, string>>,
): { flag: string; by: string } | undefined {
  const name = arg.split(/[=.+]/)[0];
  const flag = [name, ...Object.keys(managed)].find(
    known => managed[known] !== undefined && known.startsWith(name),
  );
  return flag === undefined ? undefined : { flag, by: managed[flag] };
}

/** Checks what a schema cannot say of an engine's settings. Paths begin with `engine`. */
export function checkEngine(
  engine: EngineInput,
  options: {
    /** Further flags that a family sets, and what sets them. */
    managed?: Readonly<Record<string, string>>;
    /** Further variables that are not for people to set, and why: it reads on after "which". */
    managedEnv?: Readonly<Record<string, string>>;
    /** Version of vLLM, where it is known; null where a controller brings one that is new enough. */
    version?: string | null;
  } = {},
): Issue[] {
  const managed = { ...MANAGED, ...options.managed };
  // A map, since a variable may be called __proto__.
  const managedEnv = new Map(
    Object.entries({ ...MANAGED_ENV, ...options.managedEnv }),
  );
  const issues: Issue[] = [];
  const error = (path: string, code: string, message: string) =>
    issues.push({ path, code, message, severity: 'error' });

  engine.extraArgs.forEach((arg, index) => {
    const setter = setterOf(arg, managed);
    if (setter) {
      error(
        `engine.extraArgs[${index}]`,
        'managed-flag',
        `sets ${setter.flag}, which is set by ${setter.by}`,
      );
    }
  });
  engine.extraEnv.forEach(({ name, value, secret, field }, index) => {
    const path = `engine.extraEnv[${index}]`;
    const reason = managedEnv.get(name);
    if (reason) {
      error(
        `${path}.name`,
        'managed-variable',
        `sets ${name}, which ${reason}`,
      );
    }
    const first = engine.extraEnv.findIndex(other => other.name === name);
    if (first < index) {
      error(
        `${path}.name`,
        'variable-unique',
        `is "${name}" a second time, after engine.extraEnv[${first}]`,
      );
    }
    if (
      [value, secret, field].filter(source => source !== undefined).length !== 1
    ) {
      error(
        path,
        'variable-source',
        'must have exactly one of value, secret and field',
      );
    }
  });

  const { maxNumSeqs, maxNumBatchedTokens, maxModelLen, lora, speculative } =
    engine;
  if (
    maxNumSeqs !== undefined &&
    maxNumBatchedTokens !== undefined &&
    maxNumBatchedTokens < maxNumSeqs
  ) {
    error(
      'engine.maxNumBatchedTokens',
      'batched-tokens',
      `must not be below maxNumSeqs (${maxNumSeqs}), but is ${maxNumBatchedTokens}`,
    );
  }
  if (
    engine.chunkedPrefill === false &&
    maxModelLen !== undefined &&
    maxNumBatchedTokens !== undefined &&
    maxNumBatchedTokens < maxModelLen
  ) {
    error(
      'engine.maxNumBatchedTokens',
      'batched-tokens',
      `must not be below maxModelLen (${maxModelLen}) while chunkedPrefill is off, but is ${maxNumBatchedTokens}`,
    );
  }
  if (lora) {
    const seen = new Set<string>();
    lora.adapters.forEach(({ name, rank }, index) => {
      if (seen.has(name)) {
        error(
          `engine.lora.adapters[${index}].name`,
          'adapter-unique',
          `is "${name}" twice`,
        );
      }
      seen.add(name);
      if (rank !== undefined && rank > lora.maxRank) {
        error(
          `engine.lora.adapters[${index}].rank`,
          'adapter-rank',
          `must not be above maxRank (${lora.maxRank}), but is ${rank}`,
        );
      }
    });
    if (lora.maxCpuLoras !== undefined && lora.maxCpuLoras < lora.maxLoras) {
      error(
        'engine.lora.maxCpuLoras',
        'adapter-slots',
        `must not be below maxLoras (${lora.maxLoras}), but is ${lora.maxCpuLoras}`,
      );
    }
  }
  if (speculative) {
    const needsModel = !['ngram', 'suffix', 'mtp'].includes(speculative.method);
    if (needsModel && !speculative.model) {
      error(
        'engine.speculative.model',
        'draft-model',
        `is required with the method ${speculative.method}`,
      );
    }
    const draft = speculative.draftTensorParallel;
    if (draft !== undefined && draft !== 1 && draft !== engine.tensorParallel) {
      error(
        'engine.speculative.draftTensorParallel',
        'draft-parallel',
        `must be 1 or tensorParallel (${engine.tensorParallel}), but is ${draft}`,
      );
    }
  }
  if (engine.trustRemoteCode) {
    issues.push({
      path: 'engine.trustRemoteCode',
      code: 'remote-code',
      message: "runs code out of the model's repository on the GPU node",
      severity: 'warning',
    });
  }
  return options.version === null
    ? issues
    : [...issues, ...checkVersion(engine, options.version)];
}

function above(count: number): number | undefined {
  return count > 1 ? count : undefined;
}

function unlessAuto(value: string): string | undefined {
  return value === 'auto' ? undefined : value;
}
