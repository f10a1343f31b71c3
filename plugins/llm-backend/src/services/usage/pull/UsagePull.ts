import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { InputError, stringifyError } from '@backstage/errors';
import { Profile, profiles } from '@modelyard/llm-measures';
import {
  isMeasureEngineError,
  MeasureEngine,
} from '@modelyard/plugin-llm-node';
import { HourStore } from '../HourStore';
import { EnginePull, PullGap } from './EnginePull';
import { PullConfig } from './PullConfig';
import { SubjectNames } from './SubjectGroups';

/** How long a run may hold its lock: after a replica was killed another goes on so much later. */
const TIMEOUT_MINUTES = 5;
/** A run ends itself before that, so that no other begins beside it. */
const RUN_MS = 4 * 60_000;
const EVERY_MINUTES = 5;

/** What the pull is made with. */
export interface UsagePullOptions {
  readonly config: PullConfig;
  readonly engines: readonly MeasureEngine[];
  readonly store: HourStore;
  readonly names: SubjectNames;
  readonly logger: LoggerService;
  /** Profiles that are looked for; those of the package where it is absent. */
  readonly profiles?: readonly Profile[];
  /** Milliseconds since 1970; for tests. */
  readonly now?: () => number;
}

/**
 * Brings usage by hour from engines into the ledger. Whatever ends a run, the next one goes on with the hours that are
 * missing: those of before, those that an engine did not answer for, and those that are new.
 */
export class UsagePull {
  readonly #pulls: readonly {
    readonly name: string;
    readonly pull: EnginePull;
  }[];
  readonly #logger: LoggerService;
  readonly #failures = new Map<string, string>();

  /** @throws InputError where the configuration names an engine that there is not */
  static create(options: UsagePullOptions) {
    return new UsagePull(options);
  }

  private constructor(options: UsagePullOptions) {
    const { config, engines, ...rest } = options;
    this.#logger = options.logger;
    this.#pulls = config.engines.map((settings, index) => {
      const engine = engines.find(({ name }) => name === settings.name);
      if (!engine) {
        const known = engines.map(({ name }) => name).join(', ') || 'none';
        throw new InputError(
          `Invalid llm.usage.pull.engines[${index}].name: there is no engine ${settings.name} under llm.measures; known are ${known}`,
        );
      }
      const { name } = settings;
      const chosen = (options.profiles ?? profiles).filter(
        ({ id }) => settings.profiles?.includes(id) ?? true,
      );
      return {
        name,
        pull: EnginePull.create({
          ...rest,
          config,
          engine,
          settings,
          profiles: chosen,
        }),
      };
    });
  }

  /** Runs now and then, on one replica at a time. Without engines nothing is scheduled. */
  async schedule(scheduler: SchedulerService): Promise<void> {
    if (this.#pulls.length === 0) {
      return;
    }
    await scheduler.scheduleTask({
      id: 'llm-usage-pull',
      scope: 'global',
      frequency: { minutes: EVERY_MINUTES },
      timeout: { minutes: TIMEOUT_MINUTES },
      initialDelay: { seconds: 15 },
      fn: async signal =>
        this.run(AbortSignal.any([signal, AbortSignal.timeout(RUN_MS)])),
    });
  }

  /**
   * Reads what is due from every engine until the signal ends it. An engine that does not answer is logged once and left
   * for the next run; it does not hold up the others.
   */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all(
      this.#pulls.map(async ({ name, pull }) => {
        try {
          await pull.run(signal);
          this.#failures.delete(name);
        } catch (error) {
          if (!signal.aborted) {
            this.#noteFailure(name, error);
          }
        }
      }),
    );
  }

  /**
   * How many hours of an engine the ledger lacks, by what it has of it: known to every replica, whoever reads. Undefined
   * where nothing is pulled from the engine.
   */
  async gapOf(engine: string): Promise<PullGap | undefined> {
    return this.#pulls.find(({ name }) => name === engine)?.pull.gap();
  }

  #noteFailure(name: string, error: unknown): void {
    const isKnown = isMeasureEngineError(error);
    const message = isKnown
      ? error.message
      : `Usage could not be read from the engine ${name}; the log of the backend says why`;
    if (this.#failures.get(name) !== message) {
      this.#failures.set(name, message);
      this.#logger.warn(
        isKnown
          ? `Hours are missing in the ledger until this is mended: ${message}`
          : `${message} (${stringifyError(error)})`,
      );
    }
  }
}
