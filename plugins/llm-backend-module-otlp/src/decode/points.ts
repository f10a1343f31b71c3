import { createHash } from 'node:crypto';
import { Attributes, AttributeValue, Resource, Scope } from './records';

/** Values of temporality, by their numbers. */
export const DELTA = 1;
export const CUMULATIVE = 2;

/** Flag of a point that says that there is no value: the stream ended, or was not read. */
export const NO_VALUE = 1;

/** A metric, without its points. */
export interface Metric {
  readonly resource: Resource;
  readonly scope: Scope;
  readonly name: string;
  readonly unit: string;
  readonly temporality: number;
  /** Whether it only grows, where it is a sum. */
  readonly monotonic: boolean;
}

/** How observations fell into buckets that are given one by one. */
export interface ExplicitBuckets {
  readonly bounds: readonly number[];
  readonly counts: readonly number[];
}

/** How observations fell into buckets whose bounds are powers of one base, `2 ^ 2 ^ -scale`. */
export interface ExponentialBuckets {
  readonly scale: number;
  /** Observations that are zero or nearly so. */
  readonly zero: number;
  /** Index of the first bucket; bucket `i` ends at `base ^ (i + 1)`. */
  readonly offset: number;
  readonly counts: readonly number[];
  /** Observations below zero. */
  readonly negative: number;
}

/** A point of a stream, as far as it is read. */
export interface Point {
  readonly metric: Metric;
  /** Milliseconds since 1970; 0 where it is absent. */
  readonly start: number;
  /** Milliseconds since 1970; 0 where it is absent. */
  readonly at: number;
  readonly flags: number;
  /** Names as they were sent, and as Prometheus would write them. */
  readonly attributes: Attributes;
  /** Names the attributes, all of them. */
  readonly digest: string;
  /** Value of a sum. */
  readonly value?: number;
  /** Number and sum of the observations of a histogram. */
  readonly count?: number;
  readonly sum?: number;
  readonly explicit?: ExplicitBuckets;
  readonly exponential?: ExponentialBuckets;
}

/** Which metrics and attributes of points are read. */
export interface WantedPoints {
  readonly metric: (name: string) => boolean;
  readonly attributes: ReadonlySet<string>;
  /** Names as Prometheus would write them. */
  readonly labels: ReadonlySet<string>;
  readonly resource: ReadonlySet<string>;
}

/** Name of an attribute as Prometheus would write it. */
export function labelOf(name: string): string {
  return name.replace(/[^A-Za-z0-9_:]/g, '_');
}

/** Collects attributes: some as values, and all of them as one digest that does not depend on their order. */
export class AttributeCollector {
  readonly attributes = new Map<string, AttributeValue>();
  private readonly parts: string[] = [];

  constructor(
    private readonly wanted: ReadonlySet<string>,
    private readonly labels: ReadonlySet<string> = new Set(),
  ) {}

  /** @param canonical - The value as a text that no other value has */
  add(
    name: string,
    canonical: string,
    value: AttributeValue | undefined,
  ): void {
    this.parts.push(JSON.stringify([name, canonical]));
    if (value === undefined) {
      return;
    }
    if (this.wanted.has(name)) {
      this.attributes.set(name, value);
    }
    const label = labelOf(name);
    if (this.labels.has(label)) {
      this.attributes.set(label, value);
    }
  }

  digest(): string {
    return digestOf([...this.parts].sort());
  }
}

/** A short name of what several texts say together. */
export function digestOf(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) {
    hash.update(`${part.length}:${part}`);
  }
  return hash.digest('base64url');
}
