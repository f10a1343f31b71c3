import { ledgerKeyParts } from '@modelyard/llm-measures';
import {
  UsageCall,
  UsageLedger,
  UsageOrigin,
  UsagePoint,
  UsageReceipt,
  UsageRefusal,
  UsageSubject,
} from '@modelyard/plugin-llm-node';
import { Knex } from 'knex';
import { addCalls, PreparedCall } from './calls/addCalls';
import { observationBounds } from './calls/observationScale';
import { identityText, rememberNew } from './calls/rememberCalls';
import { checkCalls, checkPoints } from './checkReport';
import { ConsumerCap } from './ConsumerCap';
import { HourWriter } from './HourWriter';
import { IntakeRecords } from './IntakeRecords';
import { StreamStore } from './streams/StreamStore';
import { ResolvedSubject, UsageSubjects } from './subjects/UsageSubjects';
import { digestOf } from './tables/digestOf';
import { KeyIds, KeyParts, UsageDictionary } from './tables/UsageDictionary';
import { HOUR_MS, hourNumber, qualifierBits } from './tables/units';

/** What clocks of senders may be ahead of ours. */
const AHEAD_MS = HOUR_MS;

/** What was reported, with who it was and in which hour. */
interface Located<T> {
  readonly item: T;
  readonly hour: number;
  readonly subject: ResolvedSubject;
}

/** Writes what intakes report into the tables: each report in one transaction, all of it or nothing. */
export class DefaultUsageLedger implements UsageLedger {
  readonly #knex: Knex;
  readonly #dictionary: UsageDictionary;
  readonly #subjects: UsageSubjects;
  readonly #cap: ConsumerCap;
  readonly #writer: HourWriter;
  readonly #streams: StreamStore;
  readonly #records: IntakeRecords;
  readonly #acceptForMs: number;
  readonly #now: () => number;

  static create(options: {
    knex: Knex;
    dictionary: UsageDictionary;
    subjects: UsageSubjects;
    writer: HourWriter;
    records: IntakeRecords;
    acceptForMs: number;
    consumerCap: number;
    now?: () => number;
  }) {
    return new DefaultUsageLedger(options);
  }

  private constructor(options: {
    knex: Knex;
    dictionary: UsageDictionary;
    subjects: UsageSubjects;
    writer: HourWriter;
    records: IntakeRecords;
    acceptForMs: number;
    consumerCap: number;
    now?: () => number;
  }) {
    const { knex, acceptForMs } = options;
    this.#knex = knex;
    this.#dictionary = options.dictionary;
    this.#subjects = options.subjects;
    this.#cap = ConsumerCap.create({ knex, cap: options.consumerCap });
    this.#writer = options.writer;
    this.#streams = StreamStore.create({ countFrom: acceptForMs });
    this.#records = options.records;
    this.#acceptForMs = acceptForMs;
    this.#now = options.now ?? Date.now;
  }

  async recordCalls(
    options: UsageOrigin & { readonly calls: readonly UsageCall[] },
  ): Promise<UsageReceipt> {
    const { calls, source } = options;
    checkCalls(options, calls);
    const { items, late } = await this.#locate(calls);
    if (items.length === 0) {
      return { counted: 0, repeated: 0, late };
    }
    const keys = await this.#keysOf(
      options,
      items,
      ({ counts }) => counts.requests ?? 1,
    );
    const scales = await this.#scalesOf(calls);
    const prepared = new Map<string, PreparedCall>();
    for (const [index, { item: call, hour }] of items.entries()) {
      const digest = digestOf(`call\n${source}\n${call.id}`);
      const text = identityText({ hour, digest });
      if (!prepared.has(text)) {
        prepared.set(text, { call, hour, digest, key: keys[index] });
      }
    }
    const qualifiers = originBits(options);
    let counted = 0;
    await this.#writer.write({
      models: items.map(({ subject }) => subject.model),
      hours: () => items.map(({ hour }) => hour),
      reason: 'Calls were reported after the hour was closed',
      whole: true,
      increments: async trx => {
        const fresh = await rememberNew(trx, [...prepared.values()]);
        counted = fresh.size;
        return addCalls(
          fresh.size === prepared.size
            ? [...prepared.values()]
            : [...fresh].flatMap(text => prepared.get(text) ?? []),
          { qualifiers, scaleOf: series => scales(series) },
        );
      },
    });
    return { counted, repeated: items.length - counted, late };
  }

  async recordPoints(
    options: UsageOrigin & { readonly points: readonly UsagePoint[] },
  ): Promise<UsageReceipt> {
    const { points } = options;
    checkPoints(options, points);
    const { items, late } = await this.#locate(points);
    if (items.length === 0) {
      return { counted: 0, repeated: 0, late };
    }
    const keys = await this.#keysOf(
      options,
      items,
      ({ counts }) => counts.requests ?? 0,
    );
    const counted = await this.#streams.record({
      ...options,
      points: items.map(({ item }, index) => ({
        point: item,
        key: keys[index],
      })),
      models: items.map(({ subject }) => subject.model),
      qualifiers: originBits(options),
      knex: this.#knex,
      writer: this.#writer,
      dictionary: this.#dictionary,
    });
    return { counted, repeated: items.length - counted, late };
  }

  async recordRefusals(options: {
    readonly intake: string;
    readonly refusals: readonly UsageRefusal[];
  }): Promise<void> {
    await this.#records.addRefusals(options.intake, options.refusals);
  }

  /** Leaves out what came too late, or from a time to come, and finds who the rest was. */
  async #locate<
    T extends { readonly at: number; readonly subject: UsageSubject },
  >(all: readonly T[]): Promise<{ items: Located<T>[]; late: number }> {
    await this.#subjects.ready(all.map(({ subject }) => subject));
    const now = this.#now();
    const items = all
      .filter(({ at }) => at >= now - this.#acceptForMs && at <= now + AHEAD_MS)
      .map(item => ({
        item,
        hour: hourNumber(item.at),
        subject: this.#subjects.resolve(item.subject),
      }));
    return { items, late: all.length - items.length };
  }

  /** The numbers of the keys, in the order of the items. */
  async #keysOf<T>(
    origin: UsageOrigin,
    items: readonly Located<T>[],
    requestsOf: (item: T) => number,
  ): Promise<KeyIds[]> {
    const groups = new Map<ResolvedSubject, Map<number, number>>();
    for (const { item, hour, subject } of items) {
      const hours = groups.get(subject) ?? new Map<number, number>();
      hours.set(hour, (hours.get(hour) ?? 0) + requestsOf(item));
      groups.set(subject, hours);
    }
    const candidates = [...groups].flatMap(([subject, hours]) =>
      [...hours].map(([hour, requests]) => ({ ...subject, hour, requests })),
    );
    const nameOf = await this.#cap.admit(candidates);
    const { source, vantage } = origin;
    const keys = candidates.map(
      ({ hour, ...subject }): KeyParts => ({
        ...subject,
        consumer: nameOf(hour, subject.model, subject.consumer),
        source,
        vantage,
      }),
    );
    const ids = await this.#dictionary.keyIds(keys);
    const found = new Map<ResolvedSubject, Map<number, KeyIds>>();
    let place = 0;
    for (const [subject, hours] of groups) {
      const byHour = new Map<number, KeyIds>();
      for (const hour of hours.keys()) {
        byHour.set(hour, ids[place]);
        place += 1;
      }
      found.set(subject, byHour);
    }
    return items.map(({ hour, subject }) => {
      const id = found.get(subject)?.get(hour);
      if (!id) {
        throw new Error(`A key is missing: ${ledgerKeyParts.join()}`);
      }
      return id;
    });
  }

  async #scalesOf(calls: readonly UsageCall[]) {
    const names = new Set(
      calls.flatMap(({ observations }) => Object.keys(observations)),
    );
    const scales = [...names].map(series => ({
      series,
      bounds: observationBounds(series),
    }));
    const ids = await this.#dictionary.scaleIds(scales);
    const bySeries = new Map(
      scales.map(({ series, bounds }, i) => [series, { id: ids[i], bounds }]),
    );
    return (series: string) => {
      const scale = bySeries.get(series);
      if (!scale) {
        throw new Error(`There is no scale of ${series}`);
      }
      return scale;
    };
  }
}

/** A source that reports only some of what it sees gives less than there was, by what is not known. */
function originBits({ sampled }: UsageOrigin): number {
  return sampled ? qualifierBits(['partial', 'approximate']) : 0;
}
