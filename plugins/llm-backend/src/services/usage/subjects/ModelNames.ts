import { stringifyEntityRef } from '@backstage/catalog-model';
import { UNKNOWN, UsagePrice } from '@modelyard/llm-measures';
import {
  GpuPoolEntityV1alpha1,
  ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import { UsageSubject } from '@modelyard/plugin-llm-node';
import { digestOf } from '../tables/digestOf';

/** A place where a model is served. */
interface Place {
  readonly model: string;
  readonly deployment: string;
  readonly version: string;
  readonly namespace?: string;
  readonly cluster?: string;
}

type Named = Pick<Place, 'model' | 'deployment' | 'version'>;

/** The names under which models are reached, and what they cost, as the catalog had it at a moment. */
export class ModelNames {
  readonly #places = new Map<string, Place[]>();
  readonly #prices = new Map<string, readonly UsagePrice[]>();

  static from(entities: {
    models: readonly ModelEntityV1alpha1[];
    pools: readonly GpuPoolEntityV1alpha1[];
  }) {
    return new ModelNames(entities.models, entities.pools);
  }

  private constructor(
    models: readonly ModelEntityV1alpha1[],
    pools: readonly GpuPoolEntityV1alpha1[],
  ) {
    const clusters = new Map(
      pools.map(pool => [refOf(pool), pool.spec?.cluster]),
    );
    for (const entity of models) {
      const model = refOf(entity);
      this.#prices.set(model, pricesOf(entity, model));
      this.#places.set(model, []);
      for (const deployment of entity.spec?.deployments ?? []) {
        const { name, version, namespace, servedModelName, aliases, on } =
          deployment;
        const cluster = clusters.get(`${on?.pool}`.toLocaleLowerCase('en-US'));
        const place: Place = {
          model,
          deployment: name,
          version,
          ...(namespace && { namespace }),
          ...(cluster && { cluster }),
        };
        const names = [model, servedModelName, ...(aliases ?? [])];
        for (const each of new Set(names)) {
          if (each) {
            this.#places.set(each, [...(this.#places.get(each) ?? []), place]);
          }
        }
      }
    }
  }

  pricesOf(model: string): readonly UsagePrice[] {
    return this.#prices.get(model) ?? [];
  }

  /**
   * Finds the model and, where the name and what else the source says leave one alone, its deployment and version. A name that
   * belongs to several models belongs to none.
   */
  find(subject: UsageSubject): Named | undefined {
    const name = subject.model?.trim();
    if (!name) {
      return undefined;
    }
    const ref = name.toLocaleLowerCase('en-US');
    const model = this.#prices.has(ref) ? ref : undefined;
    const all = this.#places.get(model ?? name) ?? [];
    const near = all.filter(
      place =>
        agrees(subject.deployment, place.deployment) &&
        agrees(subject.version, place.version) &&
        agrees(subject.namespace, place.namespace) &&
        agrees(subject.cluster, place.cluster),
    );
    // A source that says something else than the catalog still means a model of that name.
    const places = near.length > 0 ? near : all;
    const found = model ?? only(places.map(place => place.model));
    if (!found) {
      return undefined;
    }
    const stated = (value: string | undefined) => value?.trim() || undefined;
    return {
      model: found,
      deployment:
        stated(subject.deployment) ??
        only(near.map(({ deployment }) => deployment)) ??
        UNKNOWN,
      version:
        stated(subject.version) ??
        only(near.map(({ version }) => version)) ??
        UNKNOWN,
    };
  }
}

function refOf(entity: ModelEntityV1alpha1 | GpuPoolEntityV1alpha1): string {
  return stringifyEntityRef(entity);
}

function agrees(said: string | undefined, known: string | undefined): boolean {
  return !said?.trim() || known === undefined || said.trim() === known;
}

function only(values: readonly string[]): string | undefined {
  return new Set(values).size === 1 ? values[0] : undefined;
}

/** The same price has the same name; one that was changed has another. */
function pricesOf(entity: ModelEntityV1alpha1, model: string): UsagePrice[] {
  return (entity.spec?.pricing ?? []).map(price => ({
    ...price,
    id: `${model}/${price.from}/${digestOf(JSON.stringify(price)).slice(0, 8)}`,
  }));
}
