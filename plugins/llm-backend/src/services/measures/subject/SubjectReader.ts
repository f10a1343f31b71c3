import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  measuredTasks,
  MeasureContext,
  UsagePrice,
} from '@modelyard/llm-measures';
import { money, Money } from '@modelyard/llm-units';
import {
  currentGpuPrice,
  currentModelPrice,
  GpuPoolEntityV1alpha1,
  isGpuPoolEntity,
  isModelEntity,
  ModelDeployment,
  ModelEntityV1alpha1,
  poolQueueNames,
  readLlmProvider,
} from '@modelyard/plugin-llm-common';
import { BaselineSource } from '../BaselineSource';
import { CarbonIntensity } from '../config/MeasuresConfig';
import { SECOND, SLO_WINDOW } from '../reading/windows';
import { CatalogFacts } from './CatalogFacts';
import {
  MeasuredConsumer,
  MeasuredModel,
  MeasuredPool,
  MeasuredSubject,
  Place,
  placesIn,
} from './MeasuredSubject';
import { sloOf } from './sloOf';

const CONSUMERS = ['component', 'system', 'group'];

/** Tells what belongs to a consumer, and whether the caller may know what it uses. */
export interface ConsumerParts {
  /** @throws NotAllowedError for who is not told */
  partsOf(options: {
    credentials: BackstageCredentials;
    consumer: Entity;
  }): Promise<string[]>;
}

/** A place, with the price of its GPUs. */
interface PricedPlace extends Place {
  readonly priceAt: (at: number) => Money | undefined;
}

/** Turns an entity into what is measured of it. */
export class SubjectReader {
  readonly #facts: CatalogFacts;
  readonly #parts: ConsumerParts;
  readonly #carbon: readonly CarbonIntensity[];
  readonly #baselines: BaselineSource | undefined;

  static create(options: {
    facts: CatalogFacts;
    parts: ConsumerParts;
    carbon: readonly CarbonIntensity[];
    baselines?: BaselineSource;
  }) {
    return new SubjectReader(options);
  }

  private constructor(options: {
    facts: CatalogFacts;
    parts: ConsumerParts;
    carbon: readonly CarbonIntensity[];
    baselines?: BaselineSource;
  }) {
    this.#facts = options.facts;
    this.#parts = options.parts;
    this.#carbon = options.carbon;
    this.#baselines = options.baselines;
  }

  /**
   * @throws InputError for an entity of which nothing is measured; NotAllowedError for a consumer whose usage the caller is not
   * told
   */
  async read(
    entity: Entity,
    credentials: BackstageCredentials,
  ): Promise<MeasuredSubject> {
    if (isModelEntity(entity)) {
      return this.#model(entity);
    }
    if (isGpuPoolEntity(entity)) {
      return this.#pool(entity);
    }
    const ref = stringifyEntityRef(entity);
    if (!CONSUMERS.includes(parseEntityRef(ref).kind)) {
      throw new InputError(
        `Invalid entityRef: nothing is measured of ${ref}, but of a Model, a GpuPool, a Component, a System or a Group`,
      );
    }
    return this.#consumer(entity, ref, credentials);
  }

  async #model(entity: ModelEntityV1alpha1): Promise<MeasuredModel> {
    const ref = stringifyEntityRef(entity);
    const slo = sloOf(entity.spec?.slo);
    const [places, budget] = await Promise.all([
      this.#placesOf(entity),
      this.#facts.budgetOf(entity),
    ]);
    const task = measuredTasks.find(each => each === entity.spec?.type);
    if (!task) {
      throw new InputError(
        `Invalid entityRef: ${ref} says no task in spec.type, so that it cannot be measured`,
      );
    }
    return {
      kind: 'model',
      entity,
      ref,
      task,
      places,
      sloMs:
        slo?.windowSeconds === undefined
          ? SLO_WINDOW
          : slo.windowSeconds * SECOND,
      contextAt: async (scope, at, wanted) => {
        const within = places.filter(place =>
          placesIn(places, scope).includes(place),
        );
        return withoutGaps({
          slo,
          price: priceOf(entity, ref, at),
          pricePerGpuHour: sameMoney(
            within.filter(({ own }) => own).map(({ priceAt }) => priceAt(at)),
          ),
          budget: budget && { amount: budget, basis: 'used' as const },
          baseline: wanted.includes('baseline')
            ? await this.#baselineOf(ref, within)
            : undefined,
          carbon: this.#carbonOf(within.map(({ region }) => region)),
        });
      },
    };
  }

  async #placesOf(entity: ModelEntityV1alpha1): Promise<PricedPlace[]> {
    const places = await Promise.all(
      (entity.spec?.deployments ?? []).map(deployment =>
        this.#placeOf(entity, deployment),
      ),
    );
    return places;
  }

  async #placeOf(
    entity: ModelEntityV1alpha1,
    deployment: ModelDeployment,
  ): Promise<PricedPlace> {
    const { name, version, servedModelName, aliases = [] } = deployment;
    const { namespace, on } = await this.#standsOn(entity, deployment);
    const named = {
      deployment: name,
      version,
      names: [servedModelName, ...aliases].filter(
        (each): each is string => typeof each === 'string' && each !== '',
      ),
      ...(namespace && { namespace }),
    };
    const pool = await this.#related(entity, on?.pool, 'GpuPool');
    if (pool && isGpuPoolEntity(pool)) {
      const { cluster, region } = pool.spec;
      return {
        ...named,
        own: true,
        ...(cluster && { cluster }),
        ...(region && { region }),
        priceAt: at => gpuPrice(pool, [on?.devices], at),
      };
    }
    const provider = await this.#related(entity, on?.provider, 'Resource');
    const region = provider && readLlmProvider(provider)?.region;
    return {
      ...named,
      own: on?.provider === undefined,
      ...(region !== undefined && { region }),
      priceAt: () => undefined,
    };
  }

  /** Where a deployment stands: an adapter stands where its base does. */
  async #standsOn(
    entity: ModelEntityV1alpha1,
    { namespace, on }: ModelDeployment,
  ): Promise<Pick<ModelDeployment, 'namespace'> & Partial<ModelDeployment>> {
    if (!on?.base) {
      return { namespace, on };
    }
    const base = await this.#related(entity, on.base.model, 'Model');
    const found =
      base && isModelEntity(base)
        ? base.spec?.deployments?.find(
            ({ name }) => name === on.base?.deployment,
          )
        : undefined;
    return found ? { namespace: found.namespace, on: found.on } : { namespace };
  }

  async #related(
    entity: Entity,
    ref: string | undefined,
    kind: string,
  ): Promise<Entity | undefined> {
    if (!ref) {
      return undefined;
    }
    let full: string;
    try {
      full = stringifyEntityRef(
        parseEntityRef(ref, {
          defaultKind: kind,
          defaultNamespace: entity.metadata.namespace ?? 'default',
        }),
      );
    } catch {
      // The rules of the kind say so to its owner; here it stands nowhere.
      return undefined;
    }
    return this.#facts.entity(full);
  }

  #pool(entity: GpuPoolEntityV1alpha1): MeasuredPool {
    const { cluster, devices, region } = entity.spec;
    return {
      kind: 'pool',
      entity,
      ref: stringifyEntityRef(entity),
      name: entity.metadata.name,
      cluster,
      queues: poolQueueNames(entity),
      sloMs: SLO_WINDOW,
      contextAt: async (_, at) =>
        withoutGaps({
          pricePerGpuHour: gpuPrice(
            entity,
            (devices ?? []).map(({ name }) => name),
            at,
          ),
          carbon: this.#carbonOf([region]),
        }),
    };
  }

  async #consumer(
    entity: Entity,
    ref: string,
    credentials: BackstageCredentials,
  ): Promise<MeasuredConsumer> {
    const [consumers, budget] = await Promise.all([
      this.#parts.partsOf({ credentials, consumer: entity }),
      this.#facts.budgetOf(entity),
    ]);
    return {
      kind: 'consumer',
      entity,
      ref,
      consumers: [...consumers].sort(),
      sloMs: SLO_WINDOW,
      contextAt: async () =>
        withoutGaps({
          budget: budget && { amount: budget, basis: 'used' as const },
        }),
    };
  }

  /** A baseline is of one deployment: several have none together. */
  async #baselineOf(model: string, places: readonly Place[]) {
    const [place] = places;
    return places.length === 1
      ? this.#baselines?.find({
          model,
          deployment: place.deployment,
          version: place.version,
        })
      : undefined;
  }

  /** Power of several regions has no one intensity. */
  #carbonOf(regions: ReadonlyArray<string | undefined>) {
    const [region] = regions;
    return regions.every(each => each === region)
      ? this.#carbon.find(each => each.region === region)
      : undefined;
  }
}

function priceOf(
  entity: ModelEntityV1alpha1,
  ref: string,
  at: number,
): UsagePrice | undefined {
  const price = currentModelPrice({ entity, now: new Date(at - 1) });
  return price && { ...price, id: `${ref}/${price.from}` };
}

function gpuPrice(
  entity: GpuPoolEntityV1alpha1,
  groups: ReadonlyArray<string | undefined>,
  at: number,
): Money | undefined {
  return sameMoney(
    groups.map(devices => {
      const price = currentGpuPrice({
        entity,
        devices: devices ?? '',
        now: new Date(at - 1),
      });
      const amount = price && money(price.perGpuHour, price.currency);
      return amount?.ok ? amount.value : undefined;
    }),
  );
}

/** A price that all have: hours at several prices need them apart. */
function sameMoney(
  prices: ReadonlyArray<Money | undefined>,
): Money | undefined {
  const [first] = prices;
  return prices.every(
    each =>
      each?.amount === first?.amount && each?.currency === first?.currency,
  )
    ? first
    : undefined;
}

function withoutGaps(context: {
  [Name in keyof MeasureContext]: MeasureContext[Name] | undefined;
}): MeasureContext {
  return Object.fromEntries(
    Object.entries(context).filter(([, value]) => value !== undefined),
  );
}
