import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { LlmUsageIntakeSource } from '@modelyard/plugin-llm-common';
import { IntakeRecord, IntakeRecords } from '../usage';
import { measuresOnLedger } from './restingMeasures';
import { SourceReader } from './SourcesService';

const SOURCE = { id: 'usage', type: 'usage-intake' } as const;
const DAY_MS = 24 * 3_600_000;

/** What the readers are made with. */
export interface UsageIntakeReadersOptions {
  /** Whether some of what an intake takes in is made up. */
  isDemo: (name: string) => boolean;
  records: Pick<IntakeRecords, 'read'>;
  logger: LoggerService;
}

/** Tells what an intake has counted and refused since the beginning of yesterday, in UTC. */
class UsageIntakeSourceReader implements SourceReader {
  readonly #name: string;
  readonly #isDemo: (name: string) => boolean;
  readonly #records: Pick<IntakeRecords, 'read'>;
  readonly #logger: LoggerService;

  static create(name: string, options: UsageIntakeReadersOptions) {
    return new UsageIntakeSourceReader(name, options);
  }

  private constructor(name: string, options: UsageIntakeReadersOptions) {
    this.#name = name;
    this.#isDemo = options.isDemo;
    this.#records = options.records;
    this.#logger = options.logger;
  }

  async read(): Promise<LlmUsageIntakeSource> {
    const now = Date.now();
    const name = this.#name;
    const since = (Math.floor(now / DAY_MS) - 1) * DAY_MS;
    const known = {
      ...SOURCE,
      ...(this.#isDemo(name) && { demo: true }),
      id: `${SOURCE.id}/${name}`,
      name,
      affects: measuresOnLedger(),
      readAt: new Date(now).toISOString(),
    };
    try {
      const record = await this.#records.read(name, since);
      return { ...known, ...described(record), since: iso(since) };
    } catch (error) {
      this.#logger.warn(
        `What the intake ${name} has counted cannot be read: ${stringifyError(
          error,
        )}`,
      );
      return {
        ...known,
        state: 'error',
        error:
          'The database of the plugin could not be read; the log of the backend says why',
      };
    }
  }
}

/** One reader for each intake; where there is none, one that says so. */
export function createUsageIntakeReaders(
  options: UsageIntakeReadersOptions & { names: readonly string[] },
): SourceReader[] {
  const { names, ...rest } = options;
  return names.length > 0
    ? names.map(name => UsageIntakeSourceReader.create(name, rest))
    : [{ read: async () => notConfigured() }];
}

function notConfigured(): LlmUsageIntakeSource {
  const readAt = new Date().toISOString();
  return { ...SOURCE, state: 'not_configured', readAt };
}

/** What was refused or came too late is lost to its sender, and missing in every figure. */
function described(record: IntakeRecord) {
  const { counted, repeated, late, lastAt, refusals } = record;
  const lost = late > 0 || refusals.length > 0;
  return {
    state: lost ? ('degraded' as const) : ('ok' as const),
    counted,
    repeated,
    late,
    ...(lastAt !== undefined && { lastSuccessAt: iso(lastAt) }),
    refusals: refusals.map(({ code, requests, lastAt: at }) => ({
      code,
      requests,
      lastAt: iso(at),
    })),
  };
}

function iso(moment: number): string {
  return new Date(moment).toISOString();
}
