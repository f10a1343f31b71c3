import { LoggerService } from '@backstage/backend-plugin-api';
import { UsageLedger, UsageRefusal } from '@modelyard/plugin-llm-node';
import { RefusalCode } from './Refusal';

/** How long refusals are gathered, in milliseconds. */
const GATHER = 30_000;

/**
 * Counts what was refused, and tells the ledger now and then: whoever sends without a token must not make the database work
 * for it.
 */
export class RefusalCounter {
  private counted = new Map<RefusalCode, { requests: number; at: number }>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly options: {
      intake: string;
      logger: LoggerService;
      /** Undefined until there is one. */
      ledger: () => UsageLedger | undefined;
    },
  ) {}

  count(code: RefusalCode): void {
    this.add(code, 1, Date.now());
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.flush();
    }, GATHER).unref();
  }

  /** Tells the ledger what was counted. What it does not take is kept for the next time. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { intake, logger, ledger } = this.options;
    const to = ledger();
    if (!to || this.counted.size === 0) {
      return;
    }
    const { counted } = this;
    this.counted = new Map();
    const refusals: UsageRefusal[] = [...counted].map(([code, each]) => ({
      code,
      ...each,
    }));
    try {
      await to.recordRefusals({ intake, refusals });
    } catch (error) {
      logger.warn(
        'What was refused over OTLP could not be written down, and is kept',
        error instanceof Error ? error : undefined,
      );
      for (const [code, { requests, at }] of counted) {
        this.add(code, requests, at);
      }
    }
  }

  private add(code: RefusalCode, requests: number, at: number): void {
    const before = this.counted.get(code);
    this.counted.set(code, {
      requests: (before?.requests ?? 0) + requests,
      at: Math.max(before?.at ?? 0, at),
    });
  }
}
