import {
  UsageCall,
  UsageLedger,
  UsageOrigin,
  UsagePoint,
  UsageReceipt,
  UsageRefusal,
} from '@modelyard/plugin-llm-node';

/** A ledger in memory that counts each call once. */
export class MemoryLedger implements UsageLedger {
  readonly calls: (UsageCall & { origin: UsageOrigin })[] = [];
  readonly points: (UsagePoint & { origin: UsageOrigin })[] = [];
  readonly refusals: UsageRefusal[] = [];
  /** Set to have it refuse. */
  failure: Error | undefined;
  /** Set to have it wait before it takes anything. */
  gate: Promise<void> | undefined;
  private readonly seen = new Set<string>();

  async recordCalls(
    options: UsageOrigin & { calls: readonly UsageCall[] },
  ): Promise<UsageReceipt> {
    const { calls, ...origin } = options;
    await this.gate;
    this.refuse();
    const fresh = calls.filter(({ id }) => this.isNew(origin, id));
    this.calls.push(...fresh.map(call => ({ ...call, origin })));
    return {
      counted: fresh.length,
      repeated: calls.length - fresh.length,
      late: 0,
    };
  }

  async recordPoints(
    options: UsageOrigin & { points: readonly UsagePoint[] },
  ): Promise<UsageReceipt> {
    const { points, ...origin } = options;
    await this.gate;
    this.refuse();
    const fresh = points.filter(({ stream, at }) =>
      this.isNew(origin, `${stream} ${at}`),
    );
    this.points.push(...fresh.map(point => ({ ...point, origin })));
    return {
      counted: fresh.length,
      repeated: points.length - fresh.length,
      late: 0,
    };
  }

  async recordRefusals(options: {
    refusals: readonly UsageRefusal[];
  }): Promise<void> {
    this.refuse();
    this.refusals.push(...options.refusals);
  }

  private refuse() {
    if (this.failure) {
      throw this.failure;
    }
  }

  private isNew({ source, vantage }: UsageOrigin, id: string): boolean {
    const key = `${vantage} ${source} ${id}`;
    const isNew = !this.seen.has(key);
    this.seen.add(key);
    return isNew;
  }
}
