import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { LedgerKeyPart } from '@modelyard/llm-measures';
import { LlmUsageQuestion } from '@modelyard/plugin-llm-common';
import { DAY_HOURS, HOUR_MS } from '../tables/units';
import { UsageExportQuestion } from './UsageService';

/** A date, or a date and a time with its zone: without one nobody knows which hour is meant. */
const MOMENT =
  /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;
const LONGEST_DAYS = { hour: 32, day: 1_100, total: 1_100 };
const KINDS = {
  model: ['model'],
  consumer: ['component', 'system', 'group', 'resource'],
  models: ['group', 'system'],
};
const LIMIT = { usual: 100, most: 1_000 };

/** A question that makes sense by itself; whether its entities are seen is another matter. */
export interface CheckedQuestion {
  /** Refs in full. */
  readonly model?: string;
  readonly consumer?: string;
  readonly models?: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly step: LlmUsageQuestion['step'];
  readonly by: readonly Exclude<LedgerKeyPart, 'source'>[];
  readonly sort?: LlmUsageQuestion['sort'];
  readonly limit: number;
  readonly cursor?: string;
}

/**
 * Checks a question.
 *
 * @throws InputError that names the field and the reason
 */
export function checkQuestion(
  question: LlmUsageQuestion | UsageExportQuestion,
): CheckedQuestion {
  const { model, consumer, models, step, by, sort } = question;
  if (model !== undefined && models !== undefined) {
    throw new InputError(
      'Invalid models: a question is about one model, or about those of an owner, and not both',
    );
  }
  const from = momentOf('from', question.from);
  const to = momentOf('to', question.to);
  if (to <= from) {
    throw new InputError(
      `Invalid to: the span ends at ${question.to}, which is not after its beginning, from ${question.from}`,
    );
  }
  const hours = Math.ceil(to / HOUR_MS) - Math.floor(from / HOUR_MS);
  const days = LONGEST_DAYS[step];
  if (hours > days * DAY_HOURS) {
    throw new InputError(
      `Invalid from: the span has ${hours} hours; ${
        step === 'hour' ? 'by the hour it has' : 'it has'
      } at most ${days} days`,
    );
  }
  const limit = 'limit' in question ? question.limit : undefined;
  if (
    limit !== undefined &&
    !(Number.isInteger(limit) && limit >= 1 && limit <= LIMIT.most)
  ) {
    throw new InputError(
      `Invalid limit: ${limit} is not a whole number from 1 to ${LIMIT.most}`,
    );
  }
  const cursor = 'cursor' in question ? question.cursor : undefined;
  return {
    ...(model !== undefined && { model: refOf('model', model) }),
    ...(consumer !== undefined && { consumer: refOf('consumer', consumer) }),
    ...(models !== undefined && { models: refOf('models', models) }),
    from,
    to,
    step,
    by: [...new Set(by)],
    ...(sort && { sort }),
    limit: limit ?? LIMIT.usual,
    ...(cursor !== undefined && { cursor }),
  };
}

function momentOf(field: string, text: string): number {
  const moment = MOMENT.test(text) ? Date.parse(text) : NaN;
  if (!(moment >= 0)) {
    throw new InputError(
      `Invalid ${field}: ${JSON.stringify(
        text,
      )} is no moment in ISO 8601 with its time zone, such as 2026-11-26T20:00:00Z`,
    );
  }
  return moment;
}

function refOf(field: keyof typeof KINDS, text: string): string {
  let ref;
  try {
    ref = parseEntityRef(text);
  } catch {
    // Said below, with what it should be.
  }
  const kind = ref?.kind.toLocaleLowerCase('en-US') ?? '';
  if (!ref || !KINDS[field].includes(kind)) {
    throw new InputError(
      `Invalid ${field}: ${JSON.stringify(text)} is no full ref of a ${KINDS[
        field
      ].join(', ')}, such as ${KINDS[field][0]}:default/name`,
    );
  }
  return stringifyEntityRef(ref);
}
