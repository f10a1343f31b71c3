import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { OTHER, UNKNOWN, UsagePrice } from '@modelyard/llm-measures';
import {
  isGpuPoolEntity,
  isModelEntity,
  MODELYARD_API_VERSION,
} from '@modelyard/plugin-llm-common';
import { UsageSubject } from '@modelyard/plugin-llm-node';
import { hourNumber } from '../tables/units';
import { CONSUMER_KINDS, ConsumerNames } from './ConsumerNames';
import { ModelNames } from './ModelNames';
import { ResolvedSubject, UsageSubjects } from './UsageSubjects';

/** How long the first reports wait for the catalog; then they are taken with what is known. */
const PATIENCE_MS = 5_000;
/** No sooner is the catalog read again because of names that are not known; they wait for it. */
const AGAIN_MS = 5_000;
/** So many names an hour are looked for: who makes up ever new ones must not hold reports up. */
const SOUGHT = 50;
/** Subjects of which the answer is remembered until the catalog is read again. */
const REMEMBERED = 50_000;
/** Names that the catalog does not know and that are told apart in an hour, so that a sender cannot make up keys without end. */
const STRANGERS = 1_000;
const MAX_LENGTH = 200;
/** Characters that no name has, and that not every database takes. */
const CONTROLS = /\p{Cc}/gu;

/** Reads models and consumers from the catalog now and then, and answers from memory. */
export class CatalogUsageSubjects implements UsageSubjects {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #consumers: ConsumerNames;
  readonly #logger: LoggerService;
  readonly #patienceMs: number;
  readonly #answers = new Map<string, ResolvedSubject>();
  readonly #strangers = new Set<string>();
  /** Names that the catalog was already read again for. */
  readonly #sought = new Set<string>();
  readonly #read: Promise<void>;
  #markRead: () => void = () => {};
  #patience: Promise<void> | undefined;
  #search: Promise<unknown> | undefined;
  #readAt = 0;
  #strangersOf = hourNumber(Date.now());
  #failing = false;
  #models = ModelNames.from({ models: [], pools: [] });
  #known: ReadonlySet<string> = new Set();

  static create(options: {
    auth: AuthService;
    catalog: CatalogService;
    consumers: ConsumerNames;
    logger: LoggerService;
    /** Milliseconds that the first reports wait; 5 s where it is absent. */
    patienceMs?: number;
  }) {
    return new CatalogUsageSubjects(options);
  }

  private constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    consumers: ConsumerNames;
    logger: LoggerService;
    patienceMs?: number;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#consumers = options.consumers;
    this.#logger = options.logger;
    this.#patienceMs = options.patienceMs ?? PATIENCE_MS;
    this.#read = new Promise(resolve => {
      this.#markRead = resolve;
    });
  }

  async ready(subjects: readonly UsageSubject[] = []): Promise<void> {
    this.#patience ??= Promise.race([this.#read, this.#wait()]);
    await this.#patience;
    const news = this.#newsOf(subjects);
    if (news.length === 0) {
      return;
    }
    this.#search ??= this.#readAgain().finally(() => {
      this.#search = undefined;
    });
    await Promise.race([this.#search, this.#wait(AGAIN_MS)]);
    news.forEach(name => this.#sought.add(name));
  }

  async #readAgain(): Promise<void> {
    const soon = this.#readAt + AGAIN_MS - Date.now();
    if (soon > 0) {
      await pause(soon);
    }
    await this.refresh();
  }

  /** @param more - Milliseconds on top of the patience */
  #wait(more: number = 0): Promise<void> {
    return pause(this.#patienceMs + more);
  }

  /** Names that are not known, and that the catalog was not read again for. */
  #newsOf(subjects: readonly UsageSubject[]): string[] {
    if (this.#sought.size >= SOUGHT) {
      return [];
    }
    const models = new Set(subjects.map(({ model }) => model));
    const consumers = new Set(subjects.map(({ consumer }) => consumer));
    const unknown = [
      ...[...models].filter(model => model && !this.#models.find({ model })),
      ...[...consumers].filter(consumer => {
        // The catalog can only tell of what is written as a reference; a mere key stays one.
        const name = this.#consumers.resolve(consumer, this.#known);
        return (
          consumer?.includes(':') && name !== UNKNOWN && !name.includes(':')
        );
      }),
    ];
    return unknown.flatMap(name =>
      name && !this.#sought.has(name) ? [name] : [],
    );
  }

  /** Reads the catalog anew. Where it does not answer, what was read before stays; never rejects. */
  async refresh(): Promise<boolean> {
    this.#readAt = Date.now();
    try {
      const credentials = await this.#auth.getOwnServiceCredentials();
      const ours: Entity[] = [];
      const own = this.#catalog.streamEntities(
        { query: { kind: { $in: ['Model', 'GpuPool'] } } },
        { credentials },
      );
      for await (const page of own) {
        ours.push(
          ...page.filter(each => each.apiVersion === MODELYARD_API_VERSION),
        );
      }
      const known = new Set<string>();
      const consumers = this.#catalog.streamEntities(
        {
          query: { kind: { $in: CONSUMER_KINDS } },
          fields: ['kind', 'metadata.name', 'metadata.namespace'],
        },
        { credentials },
      );
      for await (const page of consumers) {
        page.forEach(entity => known.add(stringifyEntityRef(entity)));
      }
      this.#models = ModelNames.from({
        models: ours.filter(isModelEntity),
        pools: ours.filter(isGpuPoolEntity),
      });
      this.#known = known;
      this.#answers.clear();
      const hour = hourNumber(Date.now());
      if (hour !== this.#strangersOf) {
        this.#strangersOf = hour;
        this.#strangers.clear();
        this.#sought.clear();
      }
      this.#failing = false;
      this.#markRead();
      return true;
    } catch (error) {
      if (!this.#failing) {
        this.#failing = true;
        this.#logger.warn(
          `The catalog was not read for the names of models and consumers, which stay as they were: ${stringifyError(
            error,
          )}`,
        );
      }
      return false;
    }
  }

  pricesOf(model: string): readonly UsagePrice[] {
    return this.#models.pricesOf(model);
  }

  resolve(subject: UsageSubject): ResolvedSubject {
    const text = JSON.stringify([
      subject.model,
      subject.version,
      subject.deployment,
      subject.operation,
      subject.provider,
      subject.consumer,
      subject.cluster,
      subject.namespace,
    ]);
    const remembered = this.#answers.get(text);
    if (remembered) {
      return remembered;
    }
    if (this.#answers.size >= REMEMBERED) {
      this.#answers.clear();
    }
    const answer = this.#ask(subject);
    this.#answers.set(text, answer);
    return answer;
  }

  #ask(subject: UsageSubject): ResolvedSubject {
    const found = this.#models.find(subject);
    return {
      model: found?.model ?? this.#stranger('model', subject.model),
      version: this.#stranger('version', found?.version ?? subject.version),
      deployment: this.#stranger(
        'deployment',
        found?.deployment ?? subject.deployment,
      ),
      operation: this.#stranger('operation', subject.operation),
      provider: this.#stranger('provider', subject.provider),
      consumer: this.#consumers.resolve(subject.consumer, this.#known),
    };
  }

  /** What the catalog does not know keeps its name, as long as there are not too many of them. */
  #stranger(part: string, value: string | undefined): string {
    const name = value?.replace(CONTROLS, ' ').trim().slice(0, MAX_LENGTH);
    if (!name) {
      return UNKNOWN;
    }
    const text = `${part}:${name}`;
    if (!this.#strangers.has(text) && this.#strangers.size >= STRANGERS) {
      return OTHER;
    }
    this.#strangers.add(text);
    return name;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms).unref();
  });
}
