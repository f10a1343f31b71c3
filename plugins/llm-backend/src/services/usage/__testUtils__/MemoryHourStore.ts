import { InputError } from '@backstage/errors';
import { LedgerRow, periodStart } from '@modelyard/llm-measures';
import { HourStore, KnownHour, PulledHour } from '../HourStore';

/** Hours in memory, for tests of those who write them. */
export class MemoryHourStore implements HourStore {
  readonly #sources = new Map<string, Map<string, PulledHour & KnownHour>>();
  /** How often each hour was written, by source and hour. */
  readonly writes: string[] = [];

  constructor(readonly now: () => number = Date.now) {}

  async replaceHours(options: {
    readonly source: string;
    readonly hours: readonly PulledHour[];
  }) {
    const { source, hours } = options;
    const known = this.#sources.get(source) ?? new Map();
    this.#sources.set(source, known);
    for (const hour of hours) {
      const stranger = hour.rows.find(
        ({ key }) => key.period !== hour.period || key.source !== source,
      );
      if (stranger) {
        throw new InputError('A row is not of its hour and source');
      }
      this.writes.push(`${source} ${hour.period}`);
      known.set(hour.period, { ...hour, readAt: this.now() });
    }
    return { replaced: hours.length, unchanged: 0, corrected: 0, expired: 0 };
  }

  async hoursOf(options: {
    readonly source: string;
    readonly from: number;
    readonly to: number;
  }): Promise<KnownHour[]> {
    return [...(this.#sources.get(options.source)?.values() ?? [])]
      .filter(({ period }) => {
        const start = periodStart(period);
        return start >= options.from && start < options.to;
      })
      .sort((a, b) => (a.period < b.period ? -1 : 1));
  }

  /** All rows of a source, the oldest first. */
  rows(source: string): LedgerRow[] {
    return [...(this.#sources.get(source)?.values() ?? [])]
      .sort((a, b) => (a.period < b.period ? -1 : 1))
      .flatMap(({ rows }) => rows);
  }
}
