import { MeasureContext, MeasuredTask } from '@modelyard/llm-measures';
import { Entity } from '@backstage/catalog-model';
import { Scope } from '../reading/ReadingAsk';

/** A deployment of a model, as its series are found. */
export interface Place {
  readonly deployment: string;
  readonly version: string;
  /** Cluster of its pool; absent for an external provider, and where the pool is not in the catalog. */
  readonly cluster?: string;
  /** Region of its pool or provider. */
  readonly region?: string;
  readonly namespace?: string;
  /** Names under which telemetry knows the model: the served name and its aliases. */
  readonly names: readonly string[];
  /** Whether it is served by the own platform, and not by a provider. */
  readonly own: boolean;
}

/**
 * What measures take from an entity, of a part of it and at a moment in milliseconds since 1970.
 *
 * @param wanted - What is taken; what has to be looked up is looked up only for who wants it
 */
export type ContextAt = (
  scope: Scope,
  at: number,
  wanted: readonly (keyof MeasureContext)[],
) => Promise<MeasureContext>;

/** A model and where it is served. */
export interface MeasuredModel {
  readonly kind: 'model';
  readonly entity: Entity;
  readonly ref: string;
  readonly task: MeasuredTask;
  readonly places: readonly Place[];
  readonly contextAt: ContextAt;
  readonly sloMs: number;
}

/** A pool of GPUs. */
export interface MeasuredPool {
  readonly kind: 'pool';
  readonly entity: Entity;
  readonly ref: string;
  readonly name: string;
  readonly cluster: string;
  /** Names of the queues of Kueue that its quotas are. */
  readonly queues: readonly string[];
  readonly contextAt: ContextAt;
  readonly sloMs: number;
}

/** What uses models: a Component, System or Group with what belongs to it. */
export interface MeasuredConsumer {
  readonly kind: 'consumer';
  readonly entity: Entity;
  readonly ref: string;
  /** Refs whose usage counts as its own. */
  readonly consumers: readonly string[];
  readonly contextAt: ContextAt;
  readonly sloMs: number;
}

/** What is measured. */
export type MeasuredSubject = MeasuredModel | MeasuredPool | MeasuredConsumer;

/** The places of a model that a scope leaves. */
export function placesIn(
  places: readonly Place[],
  { deployment, version }: Scope,
): readonly Place[] {
  return places.filter(
    place =>
      (deployment === undefined || place.deployment === deployment) &&
      (version === undefined || place.version === version),
  );
}
