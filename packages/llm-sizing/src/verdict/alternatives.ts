import { Architecture } from '../architecture/Architecture';
import { EngineOptions, KvCacheFormat } from '../sizing/EngineOptions';
import { Workload } from '../sizing/Workload';
import { Alternative } from './Assessment';
import { Fit, fitOf } from './assessGroup';
import { Group } from './groups';
import { RUNTIME_FORMAT } from './formatReasons';
import { leftToEngine } from './leftToEngine';
import { Request } from './Request';
import { Variant } from './variants';

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
  for (const unchosen of leftToEngine(engine, variant.workload)) {
    add('left-to-engine', unchosen.difference, { engine: unchosen.engine });
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
  return ['auto', 'float16', 'bfloat16'].includes(kvCacheDtype) &&
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
    engine.quantization !== RUNTIME_FORMAT &&
    (dtype === 'bf16' || dtype === 'fp16' || dtype === 'fp32')
  );
}
