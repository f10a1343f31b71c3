import {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { LedgerKeyPart } from '@modelyard/llm-measures';
import {
  isModelEntity,
  LlmUsageAnswer,
  LlmUsageQuestion,
} from '@modelyard/plugin-llm-common';
import { ConsumerVisibility } from '../../visibility';
import {
  UsageAnswer,
  UsageFilters,
  UsageReader,
  UsageSum,
} from '../reading/UsageReader';
import { AnswerPages, WholeAnswer } from './AnswerPages';
import { CheckedQuestion, checkQuestion } from './checkQuestion';
import { comparePlaces, placeOf } from './orderRows';
import { writeUsageCsv } from './usageCsv';
import { addSums, toUsageRow } from './usageRows';
import { UsageExport, UsageExportQuestion, UsageService } from './UsageService';
import { VisibleModels } from './VisibleModels';

/** Rows of a table at most: a table program takes a million, and what is written is held in memory. */
const MOST_ROWS = 100_000;

/** What the service is made with. */
export interface DefaultUsageServiceOptions {
  auth: AuthService;
  catalog: CatalogService;
  models: VisibleModels;
  reader: UsageReader;
  visibility: ConsumerVisibility;
  pages?: AnswerPages;
  now?: () => number;
}

/** What a question is about, as the caller sees it. */
interface Scope {
  readonly where: UsageFilters;
  /** The models whose owners are told of all their consumers. */
  readonly models: readonly Entity[];
}

/** Reads the ledger for somebody: only of models that they see, and without the names of consumers that they may not be told. */
export class DefaultUsageService implements UsageService {
  readonly #options: DefaultUsageServiceOptions;
  readonly #pages: AnswerPages;
  readonly #now: () => number;

  static create(options: DefaultUsageServiceOptions) {
    return new DefaultUsageService(options);
  }

  private constructor(options: DefaultUsageServiceOptions) {
    this.#options = options;
    this.#pages = options.pages ?? AnswerPages.create();
    this.#now = options.now ?? Date.now;
  }

  async readUsage(options: {
    question: LlmUsageQuestion;
    credentials: BackstageCredentials;
  }): Promise<LlmUsageAnswer> {
    const { credentials } = options;
    const question = checkQuestion(options.question);
    return this.#pages.page({
      question,
      who: this.#whoIs(credentials),
      read: () => this.#answer(question, credentials),
    });
  }

  async exportUsage(options: {
    question: UsageExportQuestion;
    credentials: BackstageCredentials;
  }): Promise<UsageExport> {
    const question = checkQuestion(options.question);
    const { rows } = await this.#answer(question, options.credentials);
    if (rows.length > MOST_ROWS) {
      throw new InputError(
        `There are ${rows.length} rows, of at most ${MOST_ROWS} in a table: ask for a shorter span (from, to), a coarser step or fewer parts (by)`,
      );
    }
    return {
      fileName: fileNameOf(question),
      pieces: writeUsageCsv(rows, question),
    };
  }

  async #answer(
    question: CheckedQuestion,
    credentials: BackstageCredentials,
  ): Promise<WholeAnswer> {
    const { from, to, step, by, sort, model } = question;
    const { where, models } = await this.#scopeOf(question, credentials);
    const folds = by.includes('consumer') && !where.consumer;
    // Whose consumers somebody is told depends on the model.
    const parts: LedgerKeyPart[] =
      folds && !by.includes('model') ? ['model', ...by] : [...by];
    const answer = await this.#options.reader.read({
      from,
      to,
      step,
      by: parts,
      where,
    });
    const sums = folds
      ? await this.#fold(answer.sums, by, models, credentials)
      : answer.sums;
    const rows = sums
      .map(toUsageRow)
      .map(row => ({ row, place: placeOf(row, by, sort) }))
      .sort((a, b) => comparePlaces(a.place, b.place))
      .map(({ row }) => row);
    const coverage = coverageOf(answer, model);
    return {
      rows,
      total: toUsageRow(addSums(sums, {})),
      authorities:
        model === undefined
          ? []
          : answer.authorities.map(({ sources, others, ...each }) => ({
              ...each,
              sources: [...sources],
              others: [...others],
            })),
      ...(coverage !== undefined && { coverage }),
      closed: answer.closed,
      readAt: new Date(this.#now()).toISOString(),
    };
  }

  async #fold(
    sums: readonly UsageSum[],
    by: readonly LedgerKeyPart[],
    models: readonly Entity[],
    credentials: BackstageCredentials,
  ): Promise<UsageSum[]> {
    const view = await this.#options.visibility.viewOf({
      credentials,
      models,
      consumers: sums.map(({ key }) => `${key.consumer}`),
    });
    const textOf = (sum: UsageSum, parts: readonly LedgerKeyPart[]) =>
      JSON.stringify([sum.period, ...parts.map(part => sum.key[part])]);
    const others = by.filter(part => part !== 'consumer');
    const folded = view.fold({
      rows: sums,
      modelOf: ({ key }) => `${key.model}`,
      consumerOf: ({ key }) => `${key.consumer}`,
      apartBy: sum => textOf(sum, others),
      add: (rows, consumer) =>
        addSums(rows, { ...rows[0].key, consumer }, rows[0].period),
    });
    if (by.includes('model')) {
      return folded;
    }
    const groups = new Map<string, UsageSum[]>();
    for (const sum of folded) {
      const text = textOf(sum, by);
      const group = groups.get(text) ?? [];
      groups.set(text, group);
      group.push(sum);
    }
    return [...groups.values()].map(group => {
      const { model, ...key } = group[0].key;
      return addSums(group, key, group[0].period);
    });
  }

  async #scopeOf(
    question: CheckedQuestion,
    credentials: BackstageCredentials,
  ): Promise<Scope> {
    const { consumer: ref } = question;
    const named = await this.#namedModels(question, credentials);
    if (ref !== undefined) {
      const consumer = await this.#entityOf(ref, credentials);
      const parts = await this.#options.visibility.partsOf({
        credentials,
        consumer,
        ...(named && { models: named }),
      });
      const seen = named ? undefined : await this.#seenModels(credentials);
      const model =
        named?.map(each => stringifyEntityRef(each)) ??
        (seen?.all ? undefined : seen?.names);
      return {
        where: { consumer: parts, ...(model && { model }) },
        models: named ?? [],
      };
    }
    if (named) {
      return {
        where: { model: named.map(each => stringifyEntityRef(each)) },
        models: named,
      };
    }
    const seen = await this.#seenModels(credentials);
    const models = [...seen.entities.values()];
    // Names that the catalog does not know are for those to see who run the platform.
    const whole = await this.#options.visibility.runsPlatform(credentials);
    if (whole) {
      return { where: seen.all ? {} : { model: seen.names }, models };
    }
    const { size } = seen.entities;
    return {
      where:
        seen.all && size === seen.names.length
          ? {}
          : { model: [...seen.entities.keys()] },
      models,
    };
  }

  /** The models that the question names; undefined where it names none. */
  async #namedModels(
    { model, models }: CheckedQuestion,
    credentials: BackstageCredentials,
  ): Promise<Entity[] | undefined> {
    if (model !== undefined) {
      const entity = await this.#entityOf(model, credentials);
      if (!isModelEntity(entity)) {
        throw new NotFoundError(`${model} is no model of this portal`);
      }
      return [entity];
    }
    if (models === undefined) {
      return undefined;
    }
    const holder = await this.#entityOf(models, credentials);
    const relation = holder.kind === 'Group' ? 'ownedBy' : 'partOf';
    const found: Entity[] = [];
    const pages = this.#options.catalog.streamEntities(
      { filter: { kind: 'Model', [`relations.${relation}`]: models } },
      { credentials },
    );
    for await (const page of pages) {
      found.push(...page.filter(isModelEntity));
    }
    return found;
  }

  async #entityOf(
    ref: string,
    credentials: BackstageCredentials,
  ): Promise<Entity> {
    const entity = await this.#options.catalog.getEntityByRef(ref, {
      credentials,
    });
    if (!entity) {
      throw new NotFoundError(`You see no ${ref} in the catalog`);
    }
    return entity;
  }

  #seenModels(credentials: BackstageCredentials) {
    return this.#options.models.find({
      who: this.#whoIs(credentials),
      credentials,
    });
  }

  #whoIs(credentials: BackstageCredentials): string {
    const { auth } = this.#options;
    return auth.isPrincipal(credentials, 'user')
      ? credentials.principal.userEntityRef
      : 'service';
  }
}

/** Of the source that has told of least, among those that the answer rests on. */
function coverageOf(
  { authorities, coverage }: UsageAnswer,
  model: string | undefined,
): number | undefined {
  const sources = new Set(
    authorities.flatMap(each => [
      ...each.sources,
      ...each.others.flatMap(other => other.sources),
    ]),
  );
  const shares = coverage.flatMap(({ source, coverage: share }) =>
    model === undefined || sources.has(source) ? [share] : [],
  );
  return shares.length > 0 ? Math.min(...shares) : undefined;
}

function fileNameOf(question: CheckedQuestion): string {
  const { model, consumer, models, from, to } = question;
  const day = (moment: number) => new Date(moment).toISOString().slice(0, 10);
  const about = [model, consumer, models].flatMap(ref => ref ?? []);
  return ['usage', ...about, day(from), day(to - 1)]
    .join('-')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .concat('.csv');
}
