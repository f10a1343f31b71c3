import { Architecture } from '../architecture/Architecture';
import { EngineOptions, KvCacheFormat } from '../sizing/EngineOptions';
import { inWords, knownCount } from '../sizing/known';
import { Workload } from '../sizing/Workload';
import { Alternative } from './Assessment';
import { Fit, fitOf } from './assessGroup';
import { OpenVerdict } from './closeVerdict';
import { Group } from './groups';
import { RUNTIME_FORMAT } from './formatReasons';
import { Request } from './Request';
import { Variant } from './variants';

const ROUND = 256;

/** Another variant that may fit where the one that was asked for does not. */
export interface OtherVariant {
  readonly kind: Alternative['kind'];
  readonly variant: Variant;
  /** Not worth saying where one of these is enough. */
  readonly unless?: ReadonlyArray<Alternative['kind']>;
  /** What is other, to follow "would fit". */
  readonly difference: string;
  /** What a request for it says of the engine and of the workload. */
  readonly engine: EngineOptions;
  readonly workload: Workload;
}

/** Others that fit on the same devices, each of them assessed. */
export function alternativesHere(options: {
  request: Request;
  others: readonly OtherVariant[];
  group: Group;
}): Alternative[] {
  const { request, others, group } = options;
  const found: Alternative[] = [];
  for (const other of others) {
    const { variant, unless } = other;
    const isNeeded =
      !unless || !found.some(({ kind }) => unless.includes(kind));
    const fit = isNeeded ? fitOf({ request, variant, group }) : undefined;
    if (fit) {
      found.push(toAlternative(other, { ...fit, ...namesOf(group) }));
    }
  }
  return found;
}

function namesOf({ pool, devices }: Group) {
  return { pool: pool.name, devices: devices.name };
}

export function toAlternative(
  { kind, difference, variant, engine, workload }: OtherVariant,
  place: { pool: string; devices: string } & Fit,
): Alternative {
  return {
    ...place,
    kind,
    message: `would fit on ${place.pool}, ${place.devices}${difference}`,
    version: variant.version,
    engine,
    workload,
  };
}

/** Everything that may be tried instead of what was asked for, on any devices. */
export function otherVariants(options: {
  request: Request;
  variant: Variant;
}): OtherVariant[] {
  const { request, variant } = options;
  const { engine, architecture } = variant;
  const { workload, model } = request.options;
  const others: OtherVariant[] = [];
  const add = (
    kind: Alternative['kind'],
    difference: string,
    change: {
      engine?: EngineOptions;
      version?: string;
      architecture?: Architecture;
      unless?: ReadonlyArray<Alternative['kind']>;
    },
  ) => {
    const changed = change.engine ?? engine;
    others.push({
      kind,
      unless: change.unless,
      difference,
      engine: changed,
      workload,
      variant: Variant.create({
        version: change.version ?? variant.version,
        architecture: change.architecture ?? architecture,
        engine: changed,
        workload: variant.workload,
      }),
    });
  };

  const {
    tensorParallel: tensor,
    pipelineParallel: pipeline,
    dataParallel: data,
    ...free
  } = engine;
  if (tensor !== undefined || pipeline !== undefined || data !== undefined) {
    add('other-parallelism', ', spread over devices in another way', {
      engine: free,
    });
  }
  const kvCacheDtype = smallerKvCache(architecture, engine);
  if (kvCacheDtype) {
    add('smaller-kv-cache', `, with its context kept as ${kvCacheDtype}`, {
      engine: { ...engine, kvCacheDtype },
    });
  }
  if (canQuantise(architecture, engine)) {
    const quantization = RUNTIME_FORMAT;
    add(
      'runtime-quantisation',
      `, with weights brought to ${quantization} while loading`,
      { engine: { ...engine, quantization } },
    );
    if (kvCacheDtype) {
      add(
        'runtime-quantisation',
        `, with weights brought to ${quantization} while loading and its context kept as ${kvCacheDtype}`,
        {
          engine: { ...engine, quantization, kvCacheDtype },
          unless: ['smaller-kv-cache', 'runtime-quantisation'],
        },
      );
    }
  }
  for (const version of model.versions) {
    if (
      version.kind === 'weights' &&
      version.name !== variant.version &&
      version.architecture
    ) {
      add('other-version', ` as version ${version.name}`, {
        version: version.name,
        architecture: version.architecture,
      });
    }
  }
  return others;
}

function smallerKvCache(
  { layers, dtype, kvCacheFormat }: Architecture,
  { kvCacheDtype = 'auto' }: EngineOptions,
): KvCacheFormat | undefined {
  const keepsContext = layers.some(({ attention }) =>
    ['full', 'sliding', 'chunked', 'mla'].includes(attention),
  );
  return kvCacheDtype === 'auto' &&
    keepsContext &&
    dtype !== undefined &&
    kvCacheFormat === undefined
    ? 'fp8'
    : undefined;
}

function canQuantise(
  { quantization, dtype }: Architecture,
  engine: EngineOptions,
): boolean {
  return (
    quantization === undefined &&
    engine.quantization === undefined &&
    (dtype === 'bf16' || dtype === 'fp16' || dtype === 'fp32')
  );
}

/** The same with requests as long as they may be there, where length is what does not fit. */
export function shorterContext(options: {
  request: Request;
  variant: Variant;
  verdict: OpenVerdict;
}): OtherVariant | undefined {
  const { request, variant, verdict } = options;
  const isTooLong = verdict.reasons.some(({ code }) =>
    [
      'context-too-long',
      'context-beyond-model',
      'context-beyond-limit',
      'low-estimate-only',
    ].includes(code),
  );
  const fitting = Math.min(
    verdict.sizing?.longestContext.low ?? 0,
    variant.maxModelLen,
    knownCount(variant.architecture.contextLength) ?? Infinity,
  );
  // A round number reads better, and leaves a little room.
  const longestContext = Math.floor(fitting / ROUND) * ROUND;
  const { typicalTokens, longestTokens } = variant.workload;
  if (
    !isTooLong ||
    longestContext < typicalTokens ||
    longestContext >= Math.max(longestTokens, variant.maxModelLen)
  ) {
    return undefined;
  }
  const workload: Workload = {
    ...request.options.workload,
    longestContext: Math.min(longestContext, longestTokens),
  };
  const { maxModelLen, ...engine } = variant.engine;
  return {
    kind: 'shorter-context',
    difference: ` with requests of at most ${inWords(longestContext)} tokens`,
    engine,
    workload,
    variant: Variant.create({
      version: variant.version,
      architecture: variant.architecture,
      engine,
      workload: {
        ...variant.workload,
        longestTokens: Math.min(longestContext, longestTokens),
      },
    }),
  };
}
