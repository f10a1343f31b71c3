import { UsageOrigin } from '@modelyard/plugin-llm-node';

/** What one request reports, by where it was seen. */
export class Batch<T> {
  private readonly parts = new Map<
    string,
    { origin: UsageOrigin; items: T[] }
  >();
  private reasons = new Map<string, number>();

  add(origin: UsageOrigin, item: T): void {
    const key = `${origin.vantage} ${origin.sampled === true} ${origin.source}`;
    const part = this.parts.get(key);
    if (part) {
      part.items.push(item);
    } else {
      this.parts.set(key, { origin, items: [item] });
    }
  }

  /** Counts what cannot be taken, with the reason. */
  reject(reason: string, items = 1): void {
    if (items > 0) {
      this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + items);
    }
  }

  groups(): Iterable<{ origin: UsageOrigin; items: readonly T[] }> {
    return this.parts.values();
  }

  get rejected(): number {
    return [...this.reasons.values()].reduce((sum, each) => sum + each, 0);
  }

  /** Why something was rejected, in words; empty where nothing was. */
  describeRejected(): string {
    return [...this.reasons]
      .map(([reason, items]) => `${items} ${reason}`)
      .join('; ');
  }
}
