import { parseBytes } from '@modelyard/llm-units';
import { asFields, isMapping, mergePatch } from './mergePatch';

/**
 * Fields of an input that was not read yet.
 *
 * @public
 */
export type UnreadFields = Readonly<Record<string, unknown>>;

/**
 * What a verdict plans for the family that serves a model: its fields of the same names, and amounts that several families
 * write in places of their own.
 *
 * @public
 */
export interface PlannedServing {
  readonly engine?: UnreadFields;
  readonly placement?: UnreadFields;
  readonly source?: UnreadFields;
  /** Nodes that one server spans. */
  readonly nodes?: number;
  /** Memory of the host for each server, as a quantity. */
  readonly memory?: string;
  /** Disk space for the weights, as a quantity. */
  readonly storage?: string;
  /** Queue of Kueue that the servers wait in; null for none. The present one stays where it is absent. */
  readonly queue?: string | null;
}

/** What a placement brings with it: settings of the old one that it does not name would be wrong for the new one. */
const PARALLELISM = [
  'tensorParallel',
  'pipelineParallel',
  'dataParallel',
  'decodeContextParallel',
  'expertParallel',
];

/**
 * The input of a serving family with a patch over it. Two things are more than their fields: a location without a revision
 * of its own does not keep that of another location, and a placement that says how devices are asked for stands for the
 * whole of where the servers run.
 */
export function patchServing(
  present: UnreadFields,
  patch: UnreadFields,
): UnreadFields {
  const { placement, source, ...others } = patch;
  const merged = new Map(Object.entries(asFields(mergePatch(present, others))));
  if (isMapping(source)) {
    merged.set('source', patchSource(present.source, source));
  }
  if (isMapping(placement)) {
    merged.set(
      'placement',
      typeof placement.allocation === 'string'
        ? mergePatch(undefined, placement)
        : mergePatch(present.placement, placement),
    );
  }
  return Object.fromEntries(merged);
}

/**
 * The input of a serving family as a verdict plans it. What the plan knows nothing of stays, and so do more memory and disk
 * space than it asks for.
 */
export function applyPlan(
  present: UnreadFields,
  plan: PlannedServing,
): UnreadFields {
  const { engine, placement, nodes, memory, storage, source, queue } = plan;
  const runtime = asFields(present.runtime);
  const cache = asFields(present.cache);
  const kept = Object.fromEntries(
    Object.entries(asFields(present.engine)).filter(
      ([key]) => !placement || !PARALLELISM.includes(key),
    ),
  );
  const ofRuntime = {
    ...(isMore(memory, runtime.memory) && { memory }),
    ...((queue ?? runtime.queue) !== undefined && { queue }),
  };
  return patchServing(
    { ...present, ...('engine' in present && { engine: kept }) },
    {
      engine,
      placement,
      source,
      // One node is what a family that says nothing serves on.
      nodes: nodes === 1 && present.nodes === undefined ? undefined : nodes,
      ...(Object.keys(ofRuntime).length > 0 && { runtime: ofRuntime }),
      ...('size' in cache &&
        isMore(storage, cache.size) && { cache: { size: storage } }),
    },
  );
}

/**
 * Settings of the engine that stay with the model when it is put elsewhere: all but how it is spread over GPUs, and how long
 * requests may be, which a new verdict decides.
 *
 * @param engine - The field `engine` of a family that serves
 * @public
 */
export function placedEngineFields(engine: unknown): UnreadFields {
  return Object.fromEntries(
    Object.entries(asFields(engine)).filter(
      ([key]) => key !== 'maxModelLen' && !PARALLELISM.includes(key),
    ),
  );
}

function patchSource(present: unknown, patch: UnreadFields): unknown {
  const { uri, revision } = asFields(present);
  const isElsewhere = typeof patch.uri === 'string' && patch.uri !== uri;
  return mergePatch(
    isElsewhere && revision !== undefined
      ? { ...asFields(present), revision: undefined }
      : present,
    patch,
  );
}

/** Whether an amount of memory is above another; one that cannot be read is not. */
function isMore(amount: unknown, other: unknown): boolean {
  const [one, two] = [parseBytes(amount), parseBytes(other)];
  return one.ok && (!two.ok || one.value > two.value);
}
