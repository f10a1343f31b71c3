import type {
  LlmUsageAnswer,
  LlmUsagePart,
  LlmUsageQuestion,
  LlmUsageRow,
} from '@modelyard/plugin-llm-common';
import type { LlmApi } from '../api';
import type { UsageMeasure } from './counts';
import type { UsageSpan } from './span';
import type { UsageSubject } from './subject';

/** The most rows of one answer. */
const PAGE = 1000;
/** What is smaller than the largest so many cells is drawn with the rest. */
const MOST_PAGES = 3;

/** What was asked, which labels go by until the next answer is there. */
export interface UsageChoice {
  readonly subject: UsageSubject;
  readonly span: UsageSpan;
  readonly by: LlmUsagePart;
  readonly measure: UsageMeasure;
}

/** The span before, to compare with. */
export interface PreviousUsage {
  readonly total: LlmUsageRow;
  readonly byPeriod: ReadonlyMap<string, LlmUsageRow>;
}

/** Everything that the tab shows. */
export interface Usage {
  readonly choice: UsageChoice;
  /** Totals with what stands behind them. */
  readonly answer: LlmUsageAnswer;
  /** Totals of each group, the largest first. */
  readonly groups: readonly LlmUsageRow[];
  /** Whether there are more groups than those. */
  readonly moreGroups: boolean;
  readonly byPeriod: ReadonlyMap<string, LlmUsageRow>;
  /** The groups in each step, by {@link cellKey}. */
  readonly cells: ReadonlyMap<string, LlmUsageRow>;
  /** Absent where it was not asked for. */
  readonly previous?: PreviousUsage | Error;
}

/** Names a group in a step. */
export function cellKey(period: string, group: string | undefined): string {
  return JSON.stringify([period, group]);
}

/**
 * Reads usage in few questions: the totals of the groups, the course of all of
 * them together, and the largest cells of the course of each. That the span
 * before cannot be read takes nothing else away.
 *
 * @throws what the client throws
 */
export async function readUsage(options: {
  llmApi: Pick<LlmApi, 'readUsage'>;
  choice: UsageChoice;
  compare: boolean;
  signal: AbortSignal;
}): Promise<Usage> {
  const { llmApi, choice, compare, signal } = options;
  const { subject, span, by, measure } = choice;
  const { from, to, step } = span;
  const asked = { ...subject.question, from, to, limit: PAGE };
  const read = (question: LlmUsageQuestion) =>
    llmApi.readUsage(question, { signal });

  const [answer, course, cells, previous] = await Promise.all([
    read({ ...asked, step: 'total', by: [by], sort: measure }),
    read({ ...asked, step, by: [] }),
    readPages(read, { ...asked, step, by: [by], sort: measure }),
    compare
      ? read({
          ...subject.question,
          from: span.previous.from,
          to: span.previous.to,
          step,
          by: [],
          limit: PAGE,
        }).then(
          (before): PreviousUsage => ({
            total: before.total,
            byPeriod: byPeriod(before.rows),
          }),
          failureOf,
        )
      : undefined,
  ]);
  return {
    choice,
    answer,
    groups: answer.rows,
    moreGroups: answer.nextCursor !== undefined,
    byPeriod: byPeriod(course.rows),
    cells: new Map(
      cells.map(row => [cellKey(row.period ?? '', row.key[by]), row]),
    ),
    previous,
  };
}

function failureOf(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

function byPeriod(rows: readonly LlmUsageRow[]): Map<string, LlmUsageRow> {
  return new Map(rows.map(row => [row.period ?? '', row]));
}

async function readPages(
  read: (question: LlmUsageQuestion) => Promise<LlmUsageAnswer>,
  question: LlmUsageQuestion,
): Promise<LlmUsageRow[]> {
  const rows: LlmUsageRow[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await read({ ...question, cursor });
    rows.push(...answer.rows);
    cursor = answer.nextCursor;
    if (cursor === undefined) {
      break;
    }
  }
  return rows;
}
