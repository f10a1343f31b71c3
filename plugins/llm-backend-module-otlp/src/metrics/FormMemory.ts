const MOST_KEYS = 20_000;

/**
 * Remembers which form of a series each sender writes. One that writes several says the same tokens several times, and only
 * the preferred form counts. Senders write all of their metrics in one request, so that the first request tells already.
 */
export class FormMemory {
  private readonly best = new Map<string, number>();

  /** Takes notice of a form. */
  see(key: string, rank: number): void {
    const known = this.best.get(key);
    if (known !== undefined) {
      this.best.delete(key);
    }
    this.best.set(key, known === undefined ? rank : Math.min(known, rank));
    if (this.best.size > MOST_KEYS) {
      const oldest = this.best.keys().next();
      if (!oldest.done) {
        this.best.delete(oldest.value);
      }
    }
  }

  /** Whether no better form is known. */
  counts(key: string, rank: number): boolean {
    return (this.best.get(key) ?? rank) === rank;
  }
}
