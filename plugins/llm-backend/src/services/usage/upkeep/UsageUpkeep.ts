import {
  LifecycleService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { IntakeRecords } from '../IntakeRecords';
import { CatalogUsageSubjects } from '../subjects/CatalogUsageSubjects';
import { DayRoller } from './DayRoller';
import { HourCloser } from './HourCloser';
import { UsagePruner } from './UsagePruner';

/** Does what the ledger needs done from time to time. */
export class UsageUpkeep {
  readonly #closer: HourCloser;
  readonly #roller: DayRoller;
  readonly #pruner: UsagePruner;
  readonly #records: IntakeRecords;
  readonly #subjects: CatalogUsageSubjects;
  readonly #logger: LoggerService;

  static create(options: {
    closer: HourCloser;
    roller: DayRoller;
    pruner: UsagePruner;
    records: IntakeRecords;
    subjects: CatalogUsageSubjects;
    logger: LoggerService;
  }) {
    return new UsageUpkeep(options);
  }

  private constructor(options: {
    closer: HourCloser;
    roller: DayRoller;
    pruner: UsagePruner;
    records: IntakeRecords;
    subjects: CatalogUsageSubjects;
    logger: LoggerService;
  }) {
    this.#closer = options.closer;
    this.#roller = options.roller;
    this.#pruner = options.pruner;
    this.#records = options.records;
    this.#subjects = options.subjects;
    this.#logger = options.logger;
  }

  /** Closes hours, keeps days and deletes what is old. Each may be cut off at any moment, and is done again the next time. */
  async run(options: { now: number; signal?: AbortSignal }): Promise<void> {
    // Without the catalog there are no prices, and what is closed without one stays without.
    if (await this.#subjects.refresh()) {
      const { hours, unpriced } = await this.#closer.closeDue(options);
      if (hours > 0) {
        this.#logger.info(
          `Closed the usage of ${hours} hours, with ${unpriced} rows that have no price`,
        );
      }
    }
    await this.#roller.rollDue(options);
    await this.#pruner.prune(options);
  }

  /**
   * Has it done. After a replica was killed another one takes over when the timeout of its task has passed: minutes, so that no
   * hour stays open for long.
   */
  async schedule(options: {
    scheduler: SchedulerService;
    lifecycle: LifecycleService;
  }): Promise<void> {
    const { scheduler, lifecycle } = options;
    await scheduler.scheduleTask({
      id: 'llm-usage-names',
      scope: 'local',
      frequency: { minutes: 1 },
      timeout: { minutes: 1 },
      fn: async () => {
        await this.#subjects.refresh();
      },
    });
    await scheduler.scheduleTask({
      id: 'llm-usage-upkeep',
      frequency: { minutes: 5 },
      timeout: { minutes: 5 },
      initialDelay: { seconds: 30 },
      fn: signal => this.run({ now: Date.now(), signal }),
    });
    await scheduler.scheduleTask({
      id: 'llm-usage-receipts',
      scope: 'local',
      frequency: { seconds: 10 },
      timeout: { minutes: 1 },
      fn: () => this.#records.flush(),
    });
    lifecycle.addShutdownHook(async () => {
      try {
        await this.#records.flush();
      } catch (error) {
        this.#logger.warn(
          `What intakes have counted last was not noted among the data sources; the usage itself is stored: ${stringifyError(
            error,
          )}`,
        );
      }
    });
  }
}
