import type { CapacityUnit, ModelPriceKey } from '@modelyard/plugin-llm-common';

/**
 * A price as the entity states it, in force on the day of the reading.
 *
 * @public
 */
export interface RowPrice {
  /** ISO 4217 code. Amounts of different currencies are never compared. */
  readonly currency: string;
  /** Money per unit of the column. */
  readonly amount: number;
}

/**
 * A unit other than tokens that a model's price can have.
 *
 * @public
 */
export type OtherPriceKey = Exclude<
  ModelPriceKey,
  | 'perMillionInputTokens'
  | 'perMillionCachedInputTokens'
  | 'perMillionOutputTokens'
>;

/**
 * A price in a unit other than tokens. Amounts of different units are never
 * compared.
 *
 * @public
 */
export interface RowUnitPrice extends RowPrice {
  readonly unit: OtherPriceKey;
}

/**
 * A place that serves a model.
 *
 * @public
 */
export interface ModelPlace {
  /** Name of the deployment on the model's entity. */
  readonly deployment: string;
  readonly kind: 'pool' | 'provider' | 'base';
  /** Entity ref of the GpuPool, the provider's Resource or the base Model. */
  readonly ref: string;
  /** Title of that entity where the catalog has it. */
  readonly title?: string;
  /** Region of the place; undefined where neither entity nor catalog says it. */
  readonly region?: string;
}

/**
 * What all rows of the fleet page have in common.
 *
 * @public
 */
export interface FleetRow {
  /** Full entity ref in lower case: the row's identity. */
  readonly ref: string;
  readonly title: string;
  readonly lifecycle?: string;
  /** Entity ref of the owner. */
  readonly owner?: string;
  /** Lower-cased words that the free-text search looks in. */
  readonly searchText: string;
}

/**
 * What was used of a model in the last 30 days.
 *
 * @public
 */
export interface RowUsage {
  /** In both directions; undefined where no tokens were reported. */
  readonly tokens?: number;
  /** Whether it may be more, because a part was not seen. */
  readonly tokensPartial: boolean;
  /** One for each currency. */
  readonly cost: readonly RowPrice[];
  /** Whether there is usage without a price, or of hours that are not closed. */
  readonly unpriced: boolean;
}

/**
 * A model as one compares it with others. An undefined figure is one that the
 * entity does not state.
 *
 * @public
 */
export interface ModelRow extends FleetRow {
  readonly task?: string;
  readonly capabilities: readonly string[];
  /** Parameters of the newest version that states them, as a count. */
  readonly parameters?: number;
  /** Parameters active per token, where they are fewer than all. */
  readonly activeParameters?: number;
  /** Tokens of prompt and answer together. */
  readonly contextLength?: number;
  /** Name of the newest version. */
  readonly newestVersion?: string;
  readonly places: readonly ModelPlace[];
  /** Regions of all places, sorted. */
  readonly regions: readonly string[];
  /** Price per million input tokens. */
  readonly inputPrice?: RowPrice;
  /** Price per million output tokens. */
  readonly outputPrice?: RowPrice;
  /** Prices in other units, such as a minute of audio. */
  readonly otherPrices: readonly RowUnitPrice[];
  /** Objective for the first token's 95th percentile, in milliseconds. */
  readonly ttftP95?: number;
  /** Availability objective as a ratio, 0.999 for 99.9 %. */
  readonly availability?: number;
  /** What the last 30 days used; undefined while that is not known. */
  readonly usage?: RowUsage;
  /**
   * Entities that depend on the model. Undefined when the catalog did not send
   * the relations, which is not the same as nobody.
   */
  readonly consumers?: number;
}

/**
 * A device group's share of a pool row.
 *
 * @public
 */
export interface PoolRowDevices {
  readonly name: string;
  /** Accelerator id as declared. */
  readonly accelerator: string;
  /** Title of the accelerator; undefined when the id is not a known one. */
  readonly acceleratorTitle?: string;
  /** GPUs of the group, nodes times GPUs per node. */
  readonly gpus: number;
  readonly allocation: string;
  readonly sharing: string;
}

/**
 * The limits of a pool's quotas that count the same thing.
 *
 * @public
 */
export interface PoolRowQuota {
  readonly unit: CapacityUnit;
  readonly limits: number;
}

/**
 * A pool as one compares it with others.
 *
 * @public
 */
export interface PoolRow extends FleetRow {
  /** `kubernetes` or `slurm`. */
  readonly type?: string;
  readonly devices: readonly PoolRowDevices[];
  /** GPUs of all device groups. */
  readonly gpus: number;
  readonly region?: string;
  readonly allowedDataClasses: readonly string[];
  /** Models that the pool hosts, by the catalog's relations. */
  readonly models?: number;
  /** Prices of a whole GPU for an hour, each once, over all device groups. */
  readonly gpuHourPrices: readonly RowPrice[];
  /** Limits of all quotas, summed by what they count. */
  readonly quotas: readonly PoolRowQuota[];
}
