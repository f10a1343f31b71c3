import {
  exactIncrease,
  foldConsumers,
  LedgerRow,
  OTHER,
  UNKNOWN,
} from '@modelyard/llm-measures';
import { Knex } from 'knex';
import { rowsSource } from './tables/rowsSource';
import { ALL_CONSUMERS, periodOf } from './tables/units';

/** A consumer of a model in an hour, and how many requests it made. */
export interface Candidate {
  readonly hour: number;
  readonly model: string;
  readonly consumer: string;
  readonly requests: number;
}

/** Hours that are remembered; of others it is read again who is named in them. */
const REMEMBERED = 4_000;

/**
 * Decides who is named among the consumers of a model in an hour and who is counted under `other`. Two replicas can exceed the
 * cap by those whom they admit in the same moment.
 */
export class ConsumerCap {
  readonly #knex: Knex;
  readonly #cap: number;
  readonly #named = new Map<string, Set<string>>();

  static create(options: { knex: Knex; cap: number }) {
    return new ConsumerCap(options.knex, options.cap);
  }

  private constructor(knex: Knex, cap: number) {
    this.#knex = knex;
    this.#cap = cap;
  }

  /**
   * Admits consumers.
   *
   * @returns Says under which name a consumer of a model is counted in an hour
   */
  async admit(
    candidates: readonly Candidate[],
  ): Promise<(hour: number, model: string, consumer: string) => string> {
    const isNamed = ({ hour, model, consumer }: Candidate) =>
      consumer === UNKNOWN ||
      consumer === OTHER ||
      this.#named.get(groupOf(hour, model))?.has(consumer);
    if (!candidates.every(isNamed)) {
      await this.#read(candidates.filter(each => !isNamed(each)));
      const fresh = candidates.filter(each => !isNamed(each));
      this.#choose(fresh);
    }
    return (hour, model, consumer) =>
      consumer === UNKNOWN ||
      this.#named.get(groupOf(hour, model))?.has(consumer)
        ? consumer
        : OTHER;
  }

  /** Reads who is named where that was not read yet, or where so many are that another replica may have named the last ones. */
  async #read(candidates: readonly Candidate[]): Promise<void> {
    if (this.#named.size > REMEMBERED) {
      this.#named.clear();
    }
    const fresh = new Map<string, Set<string>>();
    for (const { hour, model, consumer } of candidates) {
      const group = groupOf(hour, model);
      fresh.set(group, (fresh.get(group) ?? new Set()).add(consumer));
    }
    const unread = candidates.filter(({ hour, model }) => {
      const group = groupOf(hour, model);
      const named = this.#named.get(group)?.size;
      const more = fresh.get(group)?.size ?? 0;
      return named === undefined || 2 * (named + more) > this.#cap;
    });
    if (unread.length === 0) {
      return;
    }
    const models = [...new Set(unread.map(({ model }) => model))];
    const rows: Array<{ hour: number; model: string; consumer: string }> = [];
    for (const table of ['llm_usage_hours', 'llm_usage_hour_checks']) {
      rows.push(
        ...(await this.#knex('llm_usage_keys as k')
          .join(`${table} as t`, 't.key_id', 'k.id')
          .whereRaw('k.model IN (?)', [
            rowsSource(
              this.#knex,
              [{ name: 'model', type: 'text' }],
              models.map(model => [model]),
            ),
          ])
          .whereIn('t.hour', [...new Set(unread.map(({ hour }) => hour))])
          .whereNotIn('k.consumer', [UNKNOWN, OTHER, ALL_CONSUMERS])
          .distinct('t.hour', 'k.model', 'k.consumer')),
      );
    }
    for (const { hour, model } of [...unread, ...rows]) {
      const group = groupOf(hour, model);
      const named = this.#named.get(group) ?? new Set<string>();
      this.#named.set(group, named);
    }
    for (const { hour, model, consumer } of rows) {
      this.#named.get(groupOf(hour, model))?.add(consumer);
    }
  }

  #choose(fresh: readonly Candidate[]): void {
    const groups = new Map<string, Candidate[]>();
    for (const each of fresh) {
      const group = groupOf(each.hour, each.model);
      groups.set(group, [...(groups.get(group) ?? []), each]);
    }
    for (const [group, each] of groups) {
      const named = this.#named.get(group) ?? new Set<string>();
      const room = this.#cap - named.size;
      const names = new Set(each.map(({ consumer }) => consumer));
      const admitted = names.size <= room ? names : this.#best(each, named);
      admitted.forEach(name => named.add(name));
    }
  }

  /** Those of the candidates who are named by the rule of the ledger, beside those who are already. */
  #best(
    candidates: readonly Candidate[],
    named: ReadonlySet<string>,
  ): Set<string> {
    const [{ hour, model }] = candidates;
    const rows = [
      ...candidates,
      ...[...named].map(consumer => ({ hour, model, consumer, requests: 0 })),
    ].map(asRow);
    const folded = foldConsumers(rows, {
      cap: this.#cap,
      named: (_, __, consumer) => named.has(consumer),
    });
    return new Set(
      folded.ok
        ? folded.value.map(({ key }) => key.consumer).filter(n => n !== OTHER)
        : [],
    );
  }
}

function groupOf(hour: number, model: string): string {
  return `${hour}/${model}`;
}

function asRow({ hour, model, consumer, requests }: Candidate): LedgerRow {
  return {
    key: {
      period: periodOf('hour', hour),
      model,
      version: UNKNOWN,
      deployment: UNKNOWN,
      operation: UNKNOWN,
      provider: UNKNOWN,
      consumer,
      source: UNKNOWN,
    },
    vantage: 'gateway',
    counts: { requests: exactIncrease(requests) },
    histograms: {},
    qualifiers: [],
  };
}
