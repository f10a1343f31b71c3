import { Money } from '@modelyard/llm-units';
import { EngineOptions, Parallelism } from '../sizing/EngineOptions';
import { MemoryEstimate } from '../sizing/memory';
import { Range } from '../sizing/Range';
import { ThroughputEstimate } from '../sizing/throughput';
import { Workload } from '../sizing/Workload';
import { Reason } from './reasonCodes';

/**
 * May this model go there?
 *
 * @public
 */
export type Verdict = 'fits' | 'tight' | 'does-not-fit' | 'unknown';

/**
 * What policy says, apart from all sizes: a block cannot be overridden, and what is not known is not allowed.
 *
 * @public
 */
export interface PolicyVerdict {
  readonly state: 'allowed' | 'blocked' | 'unknown';
  readonly reasons: readonly Reason[];
}

/**
 * How a model would be placed on a device group.
 *
 * @public
 */
export interface Placement {
  readonly version: string;
  readonly parallelism: Parallelism;
  /** What is handed out: whole GPUs, partitions of one, or shares of one. */
  readonly unit: 'gpu' | 'partition' | 'share';
  /** Name of the partition profile. */
  readonly profile?: string;
  /** GPUs, partitions or shares, all copies together. */
  readonly units: number;
  /** Nodes of one copy. */
  readonly nodesPerCopy: number;
  /** GPUs of one copy on each of its nodes. */
  readonly gpusPerNode: number;
  /** What the engine is to be told; on a shared GPU its part of the memory is less than it would take itself. */
  readonly gpuMemoryUtilization: number;
  /** Most tokens of a request. */
  readonly maxModelLen: number;
}

/**
 * What fits in a placement.
 *
 * @public
 */
export interface PlacementSizing {
  /** One device of the fullest pipeline stage. */
  readonly memory: MemoryEstimate;
  /** Longest request in tokens. */
  readonly longestContext: Range;
  /** Requests of typical length at the same time, all copies together. */
  readonly typicalRequests: Range;
  /** Requests of the longest length at the same time, all copies together. */
  readonly longestRequests: Range;
  readonly throughput?: ThroughputEstimate;
}

/**
 * What a placement costs at the pool's price.
 *
 * @public
 */
export interface PlacementCost {
  readonly perHour: Money;
  /** Of 730 hours, whether or not requests come. */
  readonly perMonth: Money;
  /** Of prompts and answers together at full load; an estimate. */
  readonly perMillionTokens?: { readonly low: Money; readonly high: Money };
  /** Of answers alone at full load; an estimate. */
  readonly perMillionOutputTokens?: {
    readonly low: Money;
    readonly high: Money;
  };
}

/**
 * Another way that was assessed and would be accepted.
 *
 * @public
 */
export interface Alternative {
  readonly kind:
    | 'other-devices'
    | 'other-parallelism'
    | 'left-to-engine'
    | 'smaller-kv-cache'
    | 'runtime-quantisation'
    | 'other-version'
    | 'shorter-context';
  /** A sentence for people. */
  readonly message: string;
  readonly pool: string;
  readonly devices: string;
  readonly version: string;
  /** How the engine is to be told. */
  readonly engine: EngineOptions;
  readonly workload: Workload;
  readonly units: number;
  readonly perMonth?: Money;
}

/**
 * Whether somebody may go on, or does go on, although the model does not fit. Policy cannot be overridden.
 *
 * @public
 */
export interface OverrideState {
  readonly state: 'not-needed' | 'possible' | 'given' | 'not-possible';
  /** Why it is not possible, or the reason that was given. */
  readonly reason?: string;
}

/**
 * The verdict on one device group.
 *
 * @public
 */
export interface GroupVerdict {
  readonly pool: string;
  readonly devices: string;
  /** Everything but policy together: memory, workload, what is free, quota and budget. */
  readonly verdict: Verdict;
  /** Version, memory and workload alone, on the devices that the pool declares, whatever of them is free. */
  readonly fit: Verdict;
  readonly policy: PolicyVerdict;
  /** The verdict is `fits` or `tight`, or overridden, and policy allows it. */
  readonly accepted: boolean;
  /** The weightiest first. */
  readonly reasons: readonly Reason[];
  /** The cheapest that fits, or what comes closest; absent where nothing could be placed at all. */
  readonly placement?: Placement;
  readonly sizing?: PlacementSizing;
  /** Absent where the pool has no price. */
  readonly cost?: PlacementCost;
  /** Units that the owning group may still take; absent without a quota or where its use is not known. */
  readonly quotaLeft?: number;
  /** Others that would be accepted as `fits`; empty where this one is. */
  readonly alternatives: readonly Alternative[];
  readonly override: OverrideState;
}

/**
 * The verdict on a provider of an external model: policy alone.
 *
 * @public
 */
export interface ProviderVerdict {
  readonly provider: string;
  readonly policy: PolicyVerdict;
  readonly accepted: boolean;
}

/**
 * The answer for all device groups and providers.
 *
 * @public
 */
export interface Assessment {
  /** Name of the version that was assessed; absent where there is none. */
  readonly version?: string;
  /** The cheapest that fits comes first; then tight, unknown and not fitting ones, and last those that policy blocks. */
  readonly groups: readonly GroupVerdict[];
  /** For an external version: those that policy allows come first, and those that it blocks last. */
  readonly providers: readonly ProviderVerdict[];
  /** Ways to spread a copy of the model that were compared, for all groups and alternatives together. */
  readonly candidates: number;
}
