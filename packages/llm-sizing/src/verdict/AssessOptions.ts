import { Money } from '@modelyard/llm-units';
import { Architecture } from '../architecture/Architecture';
import { EngineOptions } from '../sizing/EngineOptions';
import { Workload } from '../sizing/Workload';

/**
 * How far a model or a pool has come.
 *
 * @public
 */
export type Lifecycle =
  | 'experimental'
  | 'staging'
  | 'production'
  | 'deprecated'
  | 'retired';

/**
 * One version of a model.
 *
 * @public
 */
export interface AssessedVersion {
  readonly name: string;
  /** Complete model files, an adapter for another model, or a model that a provider serves. */
  readonly kind: 'weights' | 'adapter' | 'external';
  /** What sizing knows of it; an adapter and an external model need none. */
  readonly architecture?: Architecture;
  /** Of an adapter: the model it was trained for, and its rank. */
  readonly adapter?: {
    readonly baseModel: string;
    readonly baseVersion?: string;
    readonly rank?: number;
  };
}

/**
 * The model of which somebody asks where it may go.
 *
 * @public
 */
export interface AssessedModel {
  /** Name or entity reference, for messages. */
  readonly name: string;
  readonly lifecycle?: Lifecycle;
  /** What to use instead of a deprecated or retired model, for messages. */
  readonly replacedBy?: string;
  /** Classes of data that the model may work on; absent where nobody decided. */
  readonly dataClasses?: readonly string[];
  /** Newest first. */
  readonly versions: readonly AssessedVersion[];
}

/**
 * A deployment of a base model that serves adapters.
 *
 * @public
 */
export interface BaseDeployment {
  readonly model: string;
  readonly version: string;
  readonly deployment: string;
  readonly pool: string;
  readonly devices: string;
  readonly architecture: Architecture;
  /** How the base is told to run, its parallelism among it. */
  readonly engine: EngineOptions;
  /** Day on which the base retires, as 2027-06-30. */
  readonly retiresOn?: string;
  readonly lifecycle?: Lifecycle;
  /** What to use instead of a deprecated or retired base, for messages. */
  readonly replacedBy?: string;
  /** Classes of data that the base may work on; absent where nobody decided. */
  readonly dataClasses?: readonly string[];
}

/**
 * What a person decided so far.
 *
 * @public
 */
export interface ServingIntent {
  /** How the engine is told to run the model; what is absent is searched, or left to the engine. */
  readonly engine?: EngineOptions;
  /** Manifest family that is to serve the model. */
  readonly family?: string;
  /** Only for an adapter: the deployment that is to serve it. */
  readonly base?: BaseDeployment;
  /** Why somebody who may do so goes on although the model does not fit. */
  readonly override?: { readonly reason: string };
}

/**
 * Equal devices on equal nodes, shared in one way.
 *
 * @public
 */
export interface AssessedDevices {
  /** Name within the pool. */
  readonly name: string;
  /** Id of the accelerator, such as `nvidia-h100-sxm-80gb`. */
  readonly accelerator: string;
  readonly nodes: number;
  /** Accelerators in each node. */
  readonly perNode: number;
  readonly sharing: {
    readonly strategy: 'exclusive' | 'mig' | 'time-slicing' | 'mps' | 'vgpu';
    /** Only for mig: partitions of each device. */
    readonly profiles?: ReadonlyArray<{
      readonly name: string;
      readonly count: number;
    }>;
    /** Only for the shared ones: workloads on each device. */
    readonly replicas?: number;
    /** Memory that each of them may take, in bytes, where a limit is set (MPS). */
    readonly memoryLimitBytes?: number;
  };
  /** The fastest link between the devices, and how far it reaches; a network of the rack or pool is none within a node. */
  readonly interconnect?: {
    readonly kind:
      | 'pcie'
      | 'nvlink'
      | 'infinity-fabric'
      | 'infiniband'
      | 'roce'
      | 'ethernet';
    readonly span: 'node' | 'rack' | 'pool';
  };
  /** Price of one whole accelerator for one hour, in force now. */
  readonly pricePerGpuHour?: Money;
  /** Manifest families that can serve a model here; absent where that was not looked up. */
  readonly servedBy?: readonly string[];
}

/**
 * A pool of devices.
 *
 * @public
 */
export interface AssessedPool {
  /** Name or entity reference. */
  readonly name: string;
  readonly type: 'kubernetes' | 'slurm';
  /** Kubernetes cluster or Slurm controller, for messages. */
  readonly cluster: string;
  readonly region?: string;
  readonly lifecycle?: Lifecycle;
  /** Classes of data that may be processed there; absent where nobody decided. */
  readonly allowedDataClasses?: readonly string[];
  readonly devices: readonly AssessedDevices[];
}

/**
 * A provider of external models.
 *
 * @public
 */
export interface AssessedProvider {
  readonly name: string;
  readonly region?: string;
  readonly allowedDataClasses?: readonly string[];
}

/**
 * What is in use of a device group: facts of the moment, with what is not known left out.
 *
 * @public
 */
export interface DeviceUsage {
  readonly pool: string;
  readonly devices: string;
  /** Whole devices or shares that could be taken now, one number for each node; absent where nobody knows. */
  readonly freePerNode?: readonly number[];
  /** The same for partitions. */
  readonly freePartitions?: ReadonlyArray<{
    readonly profile: string;
    readonly count: number;
  }>;
  /** Why nobody knows, such as `no answer for 12 minutes`. */
  readonly unknownBecause?: string;
  /** What the group that will own the deployment may hold, in devices, partitions or shares; absent without a quota. */
  readonly quota?: {
    readonly limit: number;
    /** What it may hold beyond that while others do not use it. */
    readonly borrowable?: number;
    /** What it holds now; absent where nobody knows. */
    readonly used?: number;
  };
}

/**
 * What may be spent in a month.
 *
 * @public
 */
export interface AssessedBudget {
  readonly monthlyLimit: Money;
  /** What is held already; absent where nobody knows. */
  readonly committed?: Money;
}

/**
 * What the organisation demands of the place.
 *
 * @public
 */
export interface AssessedPolicy {
  /** Class of the data that the deployment will work on; absent where it is not asked for. */
  readonly dataClass?: string;
  /** Regions that the deployment may run in; absent where all may be. */
  readonly regions?: readonly string[];
}

/**
 * Everything that the verdict depends on, as plain values.
 *
 * @public
 */
export interface AssessOptions {
  readonly model: AssessedModel;
  /** Name of the version; the newest with weights where absent. */
  readonly version?: string;
  readonly intent?: ServingIntent;
  readonly workload: Workload;
  readonly pools: readonly AssessedPool[];
  /** Providers of external models; only these are asked for a version that is external. */
  readonly providers?: readonly AssessedProvider[];
  /**
   * What is in use. A group without an entry is one of which nothing is known. `declared` takes all declared devices as
   * free, without quotas: for planning.
   */
  readonly usage: readonly DeviceUsage[] | 'declared';
  readonly budget?: AssessedBudget;
  readonly policy?: AssessedPolicy;
}
