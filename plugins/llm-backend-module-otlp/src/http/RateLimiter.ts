const MOST_SUBJECTS = 10_000;

/** Lets each subject make so many requests per second, and some more at once after a pause. */
export class RateLimiter {
  private readonly buckets = new Map<string, { tokens: number; at: number }>();

  constructor(
    private readonly limit: { perSecond: number; burst: number },
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @returns 0 where the request may go on, or the seconds to wait */
  take(subject: string): number {
    const { perSecond, burst } = this.limit;
    const now = this.now();
    const bucket = this.buckets.get(subject) ?? { tokens: burst, at: now };
    this.buckets.delete(subject);
    const tokens = Math.min(
      burst,
      bucket.tokens + ((now - bucket.at) / 1000) * perSecond,
    );
    const allowed = tokens >= 1;
    this.buckets.set(subject, {
      tokens: allowed ? tokens - 1 : tokens,
      at: now,
    });
    if (this.buckets.size > MOST_SUBJECTS) {
      // The one that was idle the longest: its bucket is full again soonest.
      const oldest = this.buckets.keys().next();
      if (!oldest.done) {
        this.buckets.delete(oldest.value);
      }
    }
    return allowed ? 0 : Math.max(1, Math.ceil((1 - tokens) / perSecond));
  }
}
