import type { EngineOptions, Placement } from '@modelyard/llm-sizing';
import type { Issue, Result } from '@modelyard/llm-units';
import type { z } from 'zod/v3';
import { warningAt } from '../objects/issueOf';
import type { engineSchema } from './engine';
import type { placementSchema } from './placement';
import { PlacedDevices, planDevices } from './planDevices';

const GIB = 2 ** 30;

/** Host memory of the processes of one server beside the files of its weights, in bytes: CUDA contexts, workers, the API. */
const HOST_BASE_BYTES = 8 * GIB;

/**
 * Engine settings as people give them; what is absent is left to the search or the engine.
 *
 * @public
 */
export type EngineSettings = Partial<z.input<typeof engineSchema>>;

/**
 * What a verdict means for the families that serve: fields of their inputs.
 *
 * @public
 */
export interface ServingPlan {
  readonly engine: EngineSettings;
  readonly placement: z.input<typeof placementSchema>;
  /** Nodes that one server spans. */
  readonly nodes: number;
  /** Servers for the workload. */
  readonly servers: number;
  /** Memory of the host for each server and node, as a quantity: the files of the weights are read through it. */
  readonly memory: string;
  /** Disk space for the weights, as a quantity. */
  readonly storage: string;
}

/**
 * What the placement of a verdict means for the families that serve a model: how the engine is told, and how GPUs are asked
 * for. Copies of the model are servers of their own, unless experts are spread over them.
 *
 * @param options - `engine` are the settings that the verdict was asked with; `weightBytes` is the size of all weights
 * @returns The plan, or why nothing that is rendered could take the devices. Paths begin with `devices`
 * @public
 */
export function planServing(options: {
  placement: Placement;
  devices: PlacedDevices;
  engine?: EngineSettings;
  weightBytes: number;
}): Result<ServingPlan> {
  const { placement, engine = {}, weightBytes } = options;
  const devices = planDevices({
    devices: options.devices,
    profile: placement.unit === 'partition' ? placement.profile : undefined,
  });
  if (!devices.ok) {
    return devices;
  }
  const {
    tensorParallel,
    pipelineParallel,
    dataParallel,
    decodeContextParallel,
    expertParallel,
  } = placement.parallelism;
  const size = tensorParallel * pipelineParallel;
  const isOneServer = expertParallel || engine.dataParallel !== undefined;
  const units = isOneServer ? size * dataParallel : size;
  const nodes = isOneServer
    ? fewestNodes(units, options.devices.perNode)
    : placement.nodesPerCopy;
  const { kvOffload } = engine;
  return {
    ok: true,
    value: {
      engine: {
        ...engine,
        tensorParallel,
        pipelineParallel,
        ...(isOneServer && { dataParallel }),
        ...(decodeContextParallel > 1 && { decodeContextParallel }),
        ...(expertParallel && { expertParallel }),
        maxModelLen: placement.maxModelLen,
        gpuMemoryUtilization: placement.gpuMemoryUtilization,
      },
      placement: { gpus: units / nodes, ...devices.value },
      nodes,
      servers: isOneServer ? 1 : dataParallel,
      memory: quantityOf(
        HOST_BASE_BYTES +
          weightBytes / nodes +
          (kvOffload ? kvOffload.sizeGib * GIB : 0),
      ),
      // Files of a new revision lie beside those of the old one while they are loaded: not a second time, but some of it.
      storage: quantityOf(weightBytes * 1.2 + 2 * GIB),
    },
    issues: notesOf(options.devices, placement, engine),
  };
}

/**
 * Engine settings as the verdict asks for them: those that change what fits. A draft model counts as one that needs no
 * memory of its own, since nobody knows its architecture here.
 *
 * @public
 */
export function toEngineOptions(engine: EngineSettings): EngineOptions {
  const { lora, speculative } = engine;
  return {
    version: engine.version,
    tensorParallel: engine.tensorParallel,
    pipelineParallel: engine.pipelineParallel,
    dataParallel: engine.dataParallel,
    decodeContextParallel: engine.decodeContextParallel,
    expertParallel: engine.expertParallel,
    maxModelLen: engine.maxModelLen,
    gpuMemoryUtilization: engine.gpuMemoryUtilization,
    maxNumSeqs: engine.maxNumSeqs,
    maxNumBatchedTokens: engine.maxNumBatchedTokens,
    kvCacheDtype: engine.kvCacheDtype,
    quantization: engine.quantization,
    chunkedPrefill: engine.chunkedPrefill,
    prefixCaching: engine.prefixCaching,
    enforceEager: engine.enforceEager,
    task: engine.task,
    ...(lora && { lora: { maxLoras: lora.maxLoras, maxRank: lora.maxRank } }),
    ...(speculative && {
      speculative: { tokens: speculative.tokens, method: speculative.method },
    }),
  };
}

/** The fewest nodes that share the units evenly. */
function fewestNodes(units: number, perNode: number): number {
  let nodes = Math.max(1, Math.ceil(units / perNode));
  while (units % nodes !== 0) {
    nodes += 1;
  }
  return nodes;
}

function quantityOf(bytes: number): string {
  return `${Math.ceil(bytes / GIB)}Gi`;
}

/** What a reviewer should know of how devices are asked for, and of what the verdict could not count. */
function notesOf(
  devices: PlacedDevices,
  { unit }: Placement,
  { speculative }: EngineSettings,
): Issue[] {
  const issues: Issue[] = [];
  if (
    unit === 'share' &&
    devices.allocation === 'device-plugin' &&
    devices.resourceName === undefined
  ) {
    issues.push(
      warningAt(
        'devices.resourceName',
        'shared-name',
        'is not said by the pool: servers ask for shared GPUs by their usual name',
      ),
    );
  }
  if (speculative?.model !== undefined) {
    issues.push(
      warningAt(
        'engine.speculative.model',
        'draft-uncounted',
        'needs memory as well, which the verdict has not counted: nobody knows the architecture of the draft',
      ),
    );
  }
  return issues;
}
